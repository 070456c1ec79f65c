package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens the pages of a link in a real Chromium. axe-core checks each state in each language, and
 * the tests use the button as people do. Screenshots go to the folder in the system property {@code
 * screenshots}.
 */
@EnabledIfSystemProperty(
    named = "clients",
    matches = "true",
    disabledReason = "needs a browser, which mvn verify -Pclients installs")
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Order(4) // The longest classes begin first, so that none of them runs alone at the end.
class LandingPageTest {
  /** The language of the page for each language setting of the browser. */
  private static final Map<String, String> LANGUAGES =
      Map.of("en-GB", "en", "zh-CN", "zh-Hans", "zh-TW", "zh-Hant", "ko-KR", "ko", "ru-RU", "ru");

  /** Whether each state is opened in each language, as the weekly proofs do. */
  private static final boolean WHOLE = Boolean.getBoolean("whole");

  private static final long SEED = Long.getLong("keyshelf.seed", System.nanoTime());

  private static final Offered FILE = new Offered("CD", "服务器 标准版 (1).iso", 20_000);
  private static final Path SCREENSHOTS =
      Settings.defaultTemplate()
          .resolveSibling(System.getProperty("screenshots", "local/target/clients/screenshots"));

  private static Storefront front;
  private static Browser browser;

  @BeforeAll
  static void open(@TempDir Path imports) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    browser = Browser.start();
    var settings =
        Settings.inMemory(Settings.defaultTemplate())
            .withoutSamples()
            .withClockOffset(Beginning.offset());
    front = Storefront.open(OneMachine.start(settings), imports, FILE);
  }

  @AfterAll
  static void close() throws IOException {
    try {
      front.close();
    } finally {
      browser.close();
    }
  }

  @Test
  void countsOneDownloadForAllPressesOfItsButton() throws IOException {
    var link = front.link(FILE.type());

    var seen =
        browser.does(
            Browser.command("download")
                .put("url", link.toString())
                .put("elsewhere", unknownLink().toString()));

    for (var download : new String[] {"first", "again", "back"}) {
      assertThat(seen.at("/" + download + "/name").asText()).isEqualTo(FILE.fileName());
      assertThat(seen.at("/" + download + "/sha256").asText()).isEqualTo(FILE.sha256());
    }
    assertThat(seen.get("presses").asInt()).as("tabs to the button").isEqualTo(1);
    assertThat(seen.get("blocked")).isEmpty();
    assertThat(front.left(link)).isEqualTo(49);
  }

  @Test
  void offersTheFileInEveryLanguageInLightAndDarkMode() throws IOException {
    var link = front.link("ISO");

    showsInEveryLanguage("live", link, 200, "Windows Server 2019 Standard");
    for (var locale : WHOLE ? LANGUAGES.keySet() : Set.of("en-GB")) {
      var night = look(link, locale, "").put("dark", true);
      assertThat(browser.does(night).get("violations")).isEmpty();
    }
    assertThat(front.left(link)).isEqualTo(50);
  }

  @Test
  void saysThatALinkIsUnknown() throws IOException {
    showsInEveryLanguage("unknown", unknownLink(), 404, "This link is not known");
  }

  @Test
  void saysThatALinkHasExpired() throws IOException {
    var link = front.link("ISO");

    after(
        Duration.ofDays(14),
        () -> showsInEveryLanguage("expired", link, 410, "This link has expired"));
  }

  @Test
  void saysThatALinkIsUsedUp() throws IOException {
    var link = front.link("ISO");
    for (int i = 0; i < 50; i++) {
      front.start(link);
    }

    showsInEveryLanguage("exhausted", link, 410, "All downloads of this link are used up");
  }

  @Test
  void saysThatALinkWasRevoked() throws IOException {
    var order = front.buys(Seller.WINDOWS);
    var link = front.link(order, "ISO");
    front.revokeLinks(order);

    showsInEveryLanguage("revoked", link, 410, "This link was withdrawn");
  }

  @Test
  void saysThatThePurchaseWasCancelled() throws IOException {
    var order = front.buys(Seller.WINDOWS);
    var link = front.link(order, "ISO");
    front.cancel(order);

    showsInEveryLanguage("cancelled", link, 410, "The purchase was cancelled");
  }

  @Test
  void saysThatTheSubscriptionHasEnded() throws IOException {
    var link = front.link(front.buys(Seller.SQL_FOR_A_YEAR), "ISO");

    after(
        Duration.ofDays(366),
        () -> showsInEveryLanguage("term-ended", link, 410, "The subscription has ended"));
  }

  @Test
  void saysThatADownloadIsOver() throws IOException {
    var session = front.start(front.link("ISO"));

    after(
        Duration.ofMinutes(10),
        () ->
            showsInEveryLanguage(
                "session-over", session, 410, "The time for this download is over"));
  }

  @Test
  void sendsTheSameDownloadAgainWhenTheStoreWasUnavailable(@TempDir Path imports)
      throws IOException {
    var cloud = EmbeddedCloud.start(null);
    var settings =
        Settings.inMemory(Settings.defaultTemplate())
            .withoutSamples()
            .withClockOffset(Beginning.offset())
            .withEnvironment(cloud.environment());
    try (var shop = Storefront.open(OneMachine.start(settings), imports)) {
      var link = shop.link("ISO");
      var command = Browser.command("sendLater").put("locale", "en-GB");
      var offered = browser.does(command.put("url", link.toString())).get("id").asText();
      cloud.close();

      var send = Browser.command("send");
      var seen = browser.does(send.put("screenshot", screenshot("unavailable", "en")));

      assertThat(seen.get("id").asText()).isEqualTo(offered);
      expect(seen, 503, "en");
      showsInEveryLanguage("", link, 503, "This did not work just now");
    }
  }

  private static URI unknownLink() {
    return URI.create(front.base() + "/d/" + "A".repeat(43));
  }

  private interface Step {
    void go() throws IOException;
  }

  private static void after(Duration time, Step step) throws IOException {
    front.machine().clock().setAhead(time);
    try {
      step.go();
    } finally {
      front.machine().clock().setAhead(Duration.ZERO);
    }
  }

  private static ObjectNode look(URI url, String locale, String screenshot) {
    return Browser.command("look")
        .put("url", url.toString())
        .put("locale", locale)
        .put("screenshot", screenshot);
  }

  private static String screenshot(String state, String language) {
    return SCREENSHOTS.resolve("%s-%s.png".formatted(state, language)).toString();
  }

  /**
   * Looks at a state in every language. An ordinary build looks at each state in English, and at
   * the link that works in one more language, which its seed draws.
   */
  private static void showsInEveryLanguage(String state, URI url, int status, String english)
      throws IOException {
    var texts = new HashSet<String>();
    var languages = new HashMap<>(LANGUAGES);
    if (!WHOLE) {
      var others =
          LANGUAGES.keySet().stream().filter(each -> !each.equals("en-GB")).sorted().toList();
      var drawn = others.get(new Random(SEED).nextInt(others.size()));
      System.out.printf("language %s: again with -Dkeyshelf.seed=%s%n", drawn, SEED);
      var another = state.equals("live") ? drawn : "en-GB";
      languages.keySet().removeIf(each -> !each.equals("en-GB") && !each.equals(another));
    }
    for (var entry : languages.entrySet()) {
      var language = entry.getValue();
      var pictured = state.equals("live") || (!state.isEmpty() && language.equals("en"));
      var seen =
          browser.does(look(url, entry.getKey(), pictured ? screenshot(state, language) : ""));
      expect(seen, status, language);
      assertThat(seen.at("/headers/content-language").asText()).isEqualTo(language);
      if (language.equals("en")) {
        assertThat(seen.get("heading").asText()).isEqualTo(english);
      }
      texts.add(seen.get("text").asText());
    }
    assertThat(texts).as("languages").hasSameSizeAs(languages.keySet());
  }

  private static void expect(JsonNode seen, int status, String language) {
    assertThat(seen.get("status").asInt()).isEqualTo(status);
    assertThat(seen.get("language").asText()).isEqualTo(language);
    assertThat(seen.get("title").asText()).isNotBlank();
    assertThat(seen.get("mains").asInt()).isEqualTo(1);
    assertThat(seen.get("scripts").asInt()).isZero();
    assertThat(seen.get("violations")).as("axe").isEmpty();
    assertThat(seen.get("blocked")).as("blocked by its Content-Security-Policy").isEmpty();
  }
}
