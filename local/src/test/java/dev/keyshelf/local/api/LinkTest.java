package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what holders of a valid or invalid link get over HTTP. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class LinkTest {
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";

  private static Shop shop;
  private static Client agent;

  private String software;
  private String link;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void makeALink() {
    var order = shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:1");
    software = Shop.software(order, 1);
    link = Shop.link(agent, software);
  }

  private static Answer send(String method, String path, String accept, String... headers) {
    var all = Stream.concat(Stream.of("Accept", accept), Stream.of(headers));
    return shop.nobody().send(method, path, new byte[0], all.toArray(String[]::new));
  }

  private int used() {
    return agent.get(software + "/links").expect(200).json().at("/items/0/downloadsUsed").asInt();
  }

  @Test
  void readingALinkWritesNothing() {
    var before = shop.contents();

    for (var accept : new String[] {"text/html", JSON, "*/*"}) {
      send("GET", link, accept).expect(200);
      send("HEAD", link, accept).expect(200);
      send("GET", link, accept, "Sec-Purpose", "prefetch").expect(200);
      send("GET", link, accept, "Range", "bytes=0-0").expect(200);
    }
    send("HEAD", link, BYTES).expect(200);
    send("GET", link, BYTES, "Range", "bytes=0-").expectRefusal("409 range-needs-session");

    shop.expectNothingWrittenSince(before);
  }

  @Test
  void readingADeadLinkWritesNothing() {
    agent.post(software + "/links/revocation", "").expect(200);
    var before = shop.contents();

    send("GET", link, JSON).expectRefusal("410 link-revoked");
    assertThat(send("HEAD", link, JSON).status()).isEqualTo(410);
    assertThat(send("GET", link, "text/html").status()).isEqualTo(410);

    shop.expectNothingWrittenSince(before);
  }

  private static Stream<String> tokensOfNoLink() {
    var other = "Zx3vB8nQ1wE5rT7yU9iO2pA4sD6fG8hJ0kL3zX5cV7A";
    return Stream.of(
        other,
        other.toLowerCase(Locale.ROOT),
        other.substring(1),
        other + "A",
        other + "%3D",
        other + "%253D",
        "x",
        "%00",
        "..%2f..",
        "%E2%82%AC".repeat(20));
  }

  @ParameterizedTest
  @MethodSource("tokensOfNoLink")
  void unknownLinksGetTheSameAnswerAndWriteNothing(String token) {
    var before = shop.contents();
    var unknown = "/d/" + "A".repeat(43);

    for (var method : new String[] {"GET", "POST"}) {
      for (var accept : new String[] {JSON, "text/html", BYTES}) {
        assertThat(send(method, "/d/" + token, accept).comparable())
            .isEqualTo(send(method, unknown, accept).comparable());
      }
    }
    send("GET", "/d/" + token, JSON).expectRefusal("404 link-unknown");
    send("GET", "/d/" + token + "/" + UUID.randomUUID(), JSON).expectRefusal("404 link-unknown");

    shop.expectNothingWrittenSince(before);
  }

  @Test
  void aTokenWithOneChangedCharacterIsUnknown() {
    var last = link.charAt(link.length() - 2);
    var other = link.substring(0, link.length() - 2) + (last == 'x' ? 'y' : 'x') + link.charAt(45);

    shop.nobody().start(other, "").expectRefusal("404 link-unknown");
  }

  @Test
  void startsAreAcceptedFromAnyOrigin() {
    for (var origin : new String[] {"null", "https://mail.example", "https://evil.example"}) {
      send("POST", link, JSON, "Origin", origin, "Sec-Fetch-Site", "cross-site").expect(200);
    }

    assertThat(used()).isEqualTo(3);
  }

  @Test
  void aLinkRedirectsProgramsToNewDownloadsThatCountOnce() {
    var first = send("GET", link, BYTES).expect(303).header("location");
    var second = send("GET", link, BYTES).expect(303).header("location");
    assertThat(used()).isZero();

    for (var download : List.of(first, second, first, second)) {
      send("GET", download, BYTES).expect(307);
    }

    assertThat(used()).isEqualTo(2);
  }

  @Test
  void aProgramThatAcceptsJsonGetsItsStartInJson() {
    var download = link + "/" + UUID.randomUUID();

    for (int i = 0; i < 2; i++) {
      var told = send("GET", download, BYTES + ", " + JSON).expect(200);
      assertThat(told.at("/session")).isEqualTo(download);
      assertThat(told.at("/downloadsLeft")).isEqualTo("49");
    }
  }

  /** Mail programs may add characters to a link. A slash makes it a different path. */
  @ParameterizedTest
  @ValueSource(strings = {"/", ".", ")", "%3E", ",", "%20", ")/", "/?utm_source=mail"})
  void aLinkWithTrailingCharactersRedirectsToTheLink(String behind) {
    var before = shop.contents();

    for (var method : new String[] {"GET", "HEAD"}) {
      assertThat(send(method, link + behind, "text/html").expect(303).header("location"))
          .isEqualTo(link);
    }
    assertThat(send("GET", link + behind, JSON).expect(303).header("location")).isEqualTo(link);
    assertThat(send("GET", link + behind, BYTES).expect(303).header("location"))
        .startsWith(link + "/");
    var unknown = "/d/" + "A".repeat(43) + behind;
    assertThat(send("GET", unknown, "text/html").expect(404).text()).contains("<h1>");

    shop.expectNothingWrittenSince(before);
  }

  @Test
  void aProgramThatAcceptsAnythingGets406AndACommandThatWorks() {
    var answer = send("GET", link, "*/*", "User-Agent", "curl/8.5.0").expect(406);

    assertThat(answer.text()).startsWith("curl -fLOJ ").contains(shop.nobody().base() + link + "/");
    send("GET", link, "image/png").expectRefusal("406 not-acceptable");
  }

  @Test
  void aPreviewThatAcceptsAnythingGetsThePage() {
    var answer = send("GET", link, "*/*", "User-Agent", "Slackbot-LinkExpanding 1.0");

    assertThat(answer.expect(200).text()).startsWith("<!doctype html>");
  }

  @Test
  void aRepeatedStartIsOneDownloadAlsoAfterTheLastUse() {
    var id = UUID.randomUUID().toString();
    var first = shop.nobody().start(link, id).expect(200);
    for (int i = 1; i < 50; i++) {
      shop.nobody().start(link, "").expect(200);
    }

    shop.nobody().start(link, "").expectRefusal("410 link-exhausted");
    var again = shop.nobody().start(link, id).expect(200);
    assertThat(again.at("/session")).isEqualTo(first.at("/session"));
    assertThat(again.at("/sessionEndsAt")).isEqualTo(first.at("/sessionEndsAt"));
    assertThat(used()).isEqualTo(50);
  }

  @Test
  void aSessionsHeadHasSizeAndChecksumAndCountsNoSignature() {
    var started = shop.nobody().start(link, "").expect(200);
    var before = shop.contents();
    var head = send("HEAD", started.at("/session"), "*/*").expect(200);

    assertThat(head.header("content-length")).isEqualTo(started.at("/artifact/size"));
    assertThat(head.header("repr-digest")).startsWith("sha-256=:").endsWith(":");
    shop.expectNothingWrittenSince(before);
  }

  @Test
  void aSecondLinkIsIndependentAndTheFirstStillWorks() {
    shop.nobody().start(link, "").expect(200);

    var another = Shop.link(agent, software);

    assertThat(another).isNotEqualTo(link);
    var items = agent.get(software + "/links").expect(200).json().get("items");
    assertThat(items.at("/0/downloadsLeft").asInt()).isEqualTo(50);
    assertThat(items.at("/1/downloadsLeft").asInt()).isEqualTo(49);
    shop.nobody().start(another, "").expect(200);
    shop.nobody().start(link, "").expect(200);
  }

  @Test
  void afterARevocationOfAllOnlyNewLinksWork() {
    var session = shop.nobody().start(link, "").expect(200).at("/session");
    agent.post(software + "/links/revocation", "").expect(200);

    var fresh = Shop.link(agent, software);

    shop.nobody().start(fresh, "").expect(200);
    shop.nobody().start(link, "").expectRefusal("410 link-revoked");
    send("GET", session, JSON).expectRefusal("410 link-revoked");
    assertThat(send("HEAD", session, JSON).status()).isEqualTo(410);
    assertThat(agent.get(software).expect(200).at("/linksOpen")).isEqualTo("1");
  }

  @Test
  void aRevokedLinkAlsoEndsRunningDownloads() {
    var session = shop.nobody().start(link, "").expect(200).at("/session");
    send("GET", session, BYTES).expect(307);
    var id = agent.get(software + "/links").at("/items/0/linkId");

    agent.post(software + "/links/" + id + "/revocation", "").expect(200);

    send("GET", session, BYTES).expectRefusal("410 link-revoked");
    send("POST", link, JSON).expectRefusal("410 link-revoked");
  }

  @Test
  void theLogHasOneRefusalForEachMinuteAndReason() {
    agent.post(software + "/links/revocation", "").expect(200);
    for (int i = 0; i < 5; i++) {
      shop.nobody().start(link, "").expectRefusal("410 link-revoked");
    }

    var id = agent.get(software + "/links").at("/items/0/linkId");
    var refused = 0;
    for (var record : agent.get("/v1/activity?limit=200").json().get("items")) {
      if (record.at("/operation").asText().equals("DOWNLOAD_REFUSED")
          && record.at("/linkId").asText().equals(id)) {
        refused++;
        assertThat(record.at("/reason").asText()).isEqualTo("REVOKED");
      }
    }
    // Five starts may fall into two different minutes.
    assertThat(refused).isBetween(1, 2);
  }
}
