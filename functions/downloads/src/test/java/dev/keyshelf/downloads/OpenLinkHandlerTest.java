package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenLinkHandlerTest {
  private static final Events OPEN = Events.of("open-link");
  private static final Events AS_JSON = OPEN.withHeader("accept", "application/json");
  private static final Events AS_BYTES = OPEN.withHeader("accept", "application/octet-stream");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void makeTheLink() {
    var order = Story.order(Story.licences());
    fixture.placed(order);
    fixture.linked(order);
  }

  private Reply answer(Events event) {
    return fixture.send(OpenLinkHandler::new, event);
  }

  @Test
  void showsAPageWithAButtonAndANewDownloadId() {
    var reply = answer(OPEN);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(reply.text())
        .containsPattern("name=\"download\" value=\"[\\w-]{22}\"")
        .contains(
            "<bdi>" + Story.file().fileName() + "</bdi>",
            "<bdi>Windows Server 2019 Standard</bdi>",
            "38.8\u00a0KiB (39,758 bytes)",
            Story.file().sha256(),
            "4 December 2026, 09:10 UTC",
            "Downloads left</dt><dd>2 of 2")
        .doesNotContain("<script");
    assertThat(reply.text()).isNotEqualTo(answer(OPEN).text());
  }

  @Test
  void protectsTheSecretUrl() {
    var reply = answer(OPEN);

    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(reply.header("X-Robots-Tag")).startsWith("noindex");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Content-Security-Policy")).startsWith("default-src 'none'");
  }

  @Test
  void hasAnIconSoThatBrowsersRequestNone() {
    var reply = answer(OPEN);

    assertThat(reply.text()).contains("<link rel=\"icon\" href=\"data:,\">");
    assertThat(reply.header("Content-Security-Policy")).contains("; img-src data:;");
  }

  @Test
  void countsNothingWhenItIsOpened() {
    for (int i = 0; i < 3; i++) {
      answer(OPEN);
      answer(OPEN.onRoute("HEAD /d/{token}"));
    }

    assertThat(answer(AS_JSON).at("/downloadsLeft")).isEqualTo("2");
  }

  @Test
  void redirectsAProgramToANewDownloadWithoutCounting() {
    var reply = answer(AS_BYTES);

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location")).matches("/d/" + Story.TOKEN.text() + "/[\\w-]{22}");
    assertThat(answer(AS_BYTES).header("Location")).isNotEqualTo(reply.header("Location"));
    assertThat(answer(AS_JSON).at("/downloadsLeft")).isEqualTo("2");
  }

  @Test
  void redirectsAReturningProgramToTheSameDownload() {
    var first = answer(AS_BYTES);
    var cookie = first.answer().at("/cookies/0").asText();
    var again = AS_BYTES.withCookies(cookie.substring(0, cookie.indexOf(';')));

    assertThat(answer(again).header("Location")).isEqualTo(first.header("Location"));
    assertThat(answer(again.withHeader("range", "bytes=10-")).header("Location"))
        .isEqualTo(first.header("Location"));
  }

  @Test
  void sendsARangeToTheSessionWithoutCounting() {
    assertThat(answer(AS_BYTES.withHeader("range", "bytes=10-")).refusal())
        .isEqualTo("409 range-needs-session");
    assertThat(answer(AS_JSON).at("/downloadsLeft")).isEqualTo("2");
  }

  @Test
  void answersTheHeadOfAProgramWithoutCounting() {
    assertThat(answer(AS_BYTES.onRoute("HEAD /d/{token}")).status()).isEqualTo(200);
    assertThat(answer(AS_JSON).at("/downloadsLeft")).isEqualTo("2");
  }

  @Test
  void tellsPeopleAndProgramsWhyALinkDoesNotWork() {
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(14)));

    assertThat(answer(AS_JSON).refusal()).isEqualTo("410 link-expired");
    assertThat(answer(AS_BYTES).status()).as("its download says so").isEqualTo(303);
    assertThat(answer(OPEN).status()).isEqualTo(410);
    assertThat(answer(OPEN).text()).contains("This link has expired").doesNotContain("<form");
  }

  @Test
  void usesTheLanguageOfThePersonWhoOpensIt() {
    var reply = answer(OPEN.withHeader("accept-language", "zh-TW,zh;q=0.9,en;q=0.8"));

    assertThat(reply.header("Content-Language")).isEqualTo("zh-Hant");
    assertThat(reply.header("Vary")).contains("Accept-Language");
    assertThat(reply.text()).contains("<html lang=\"zh-Hant\">", "<button>下載</button>");
  }

  @Test
  void offersTheSameDownloadToAReturningBrowser() {
    var first = answer(OPEN);
    var cookie = first.answer().at("/cookies/0").asText();
    var id = cookie.substring("download=".length(), cookie.indexOf(';'));

    assertThat(cookie)
        .endsWith(
            "; Path=/d/%s; Max-Age=600; Secure; HttpOnly; SameSite=Lax"
                .formatted(Story.TOKEN.text()));
    assertThat(first.text()).contains("value=\"" + id + "\"");
    var again = answer(OPEN.withCookies("other=1", "download=" + id));
    assertThat(again.text()).contains("value=\"" + id + "\"");
    assertThat(again.answer().path("cookies")).isEmpty();
  }

  @Test
  void ignoresACookieWithoutAnId() {
    assertThat(answer(OPEN.withCookies("download=\"><script>")).text())
        .containsPattern("name=\"download\" value=\"[\\w-]{22}\"");
  }

  @Test
  void tellsAPersonThatThePurchaseWasCancelled() {
    fixture.cancelled();

    assertThat(answer(OPEN).text()).contains("The purchase was cancelled");
    assertThat(answer(AS_JSON).refusal()).isEqualTo("410 link-revoked");
    assertThat(answer(AS_JSON).at("/detail")).startsWith("The link's purchase was cancelled.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "0/"})
  void refusesUnknownTokens(String more) {
    var token = more.isEmpty() ? LinkToken.next().text() : Story.TOKEN.text() + more;

    assertThat(answer(AS_JSON.withVariable("token", token)).refusal())
        .isEqualTo("404 link-unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ")", ">", ",", ";", "\u3002", "'", "\"", "/", "=", "_", "].", "%20"})
  void redirectsALinkWithTextAfterItToTheLink(String behind) {
    var token = Story.TOKEN.text();

    for (var event : new Events[] {OPEN, AS_JSON}) {
      var reply = answer(event.withVariable("token", token + behind));
      assertThat(reply.status()).as(reply.text()).isEqualTo(303);
      assertThat(reply.header("Location")).isEqualTo("/d/" + token);
    }
    assertThat(answer(AS_BYTES.withVariable("token", token + behind)).header("Location"))
        .startsWith("/d/" + token + "/");
    assertThat(answer(AS_JSON).at("/downloadsLeft")).isEqualTo("2");
  }

  @Test
  void tellsAPersonWhatIsWrongWithALongerLink() {
    var reply = answer(OPEN.withVariable("token", Story.TOKEN.text() + "A"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text()).contains("Check that the address is complete and has nothing added");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "facebookexternalhit/1.1",
        "WhatsApp/2.23.20.0",
        "Twitterbot/1.0",
        "SkypeUriPreview Preview/0.5",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)"
      })
  void showsThePageToAPreviewThatAcceptsAnything(String name) {
    var reply = answer(OPEN.withHeader("accept", "*/*").withUserAgent(name));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).contains("<title>Download Windows Server 2019 Standard</title>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          curl/8.5.0               | curl -fLOJ --clobber --retry 9
          Wget/1.21.3              | wget --content-disposition
          aria2/1.36.0             | aria2c --retry-wait=2
          WindowsPowerShell/5.1    | curl.exe -fLOJ --retry 9
          """)
  void refusesADownloadProgramThatAcceptsAnythingAndShowsTheRightCommand(String name, String line) {
    for (var behind : new String[] {"", "."}) {
      var asked =
          OPEN.withHeader("accept", "*/*")
              .withUserAgent(name)
              .withVariable("token", Story.TOKEN.text() + behind);
      var reply = answer(asked);

      assertThat(reply.status()).isEqualTo(406);
      assertThat(reply.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
      assertThat(reply.text().lines().findFirst().orElseThrow())
          .startsWith(line)
          .contains("application/octet-stream")
          .matches(".* \"https://[\\w.-]+/d/" + Story.TOKEN.text() + "/[\\w-]{22}\"");
    }
    assertThat(answer(AS_JSON).at("/downloadsLeft")).isEqualTo("2");
  }

  @Test
  void saysHowLongTheLinkStillWorks() {
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(14)).minusSeconds(59 * 60 + 59));
    assertThat(answer(OPEN).text()).contains("</time> (59 minutes left)");

    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(14)).minusSeconds(59));
    assertThat(answer(OPEN).text()).contains("</time> (less than a minute left)");
  }
}
