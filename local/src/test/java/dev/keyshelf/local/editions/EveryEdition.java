package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.imports.DropFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that apply to all editions. Each subclass runs them under one edition. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
abstract class EveryEdition {
  /** Publishing other terms cannot be undone, so the tests that need them run last. */
  private static final int LAST = Integer.MAX_VALUE - 1;

  private static final Duration LINK_LIFETIME = Duration.ofDays(14);
  private static final int DOWNLOADS = 50;

  private final String program;
  private final String id;
  private final String sku;
  private final Set<String> markets;
  private Edition edition;
  private @Nullable Changed changed;

  /**
   * Selects the edition.
   *
   * @param sku a SKU of software in its program
   * @param markets the markets in which the tests buy
   */
  EveryEdition(String program, String id, String sku, Set<String> markets) {
    this.program = program;
    this.id = id;
    this.sku = sku;
    this.markets = markets;
  }

  /** Returns the edition under which the tests run. */
  public Edition edition() {
    return edition;
  }

  /** Returns a SKU of software in the edition's program. */
  public String software() {
    return sku;
  }

  /** Returns the cancellation route of the changed terms, which differs from the edition's own. */
  abstract String otherRoute();

  static Set<String> codes(String text) {
    return new TreeSet<>(List.of(text.split(" ")));
  }

  static Set<String> together(Set<String> some, Set<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    edition = Edition.open(program, id, folder, markets);
  }

  @AfterAll
  void close() {
    edition.close();
  }

  @BeforeEach
  void startAtNoon() {
    edition.at(edition.noon());
  }

  private Answer bought() {
    return edition.buys("US", sku + ":1");
  }

  /** Returns when an order's window closes, for either route of cancellation. */
  private static String closing(Answer order) {
    var terms = order.json().at("/lines/0/terms");
    return terms.path("cancellableUntil").asText() + terms.path("requestableUntil").asText();
  }

  @Test
  void anOrdersTermsNameTheEdition() {
    var terms = bought().json().at("/lines/0/terms");

    assertThat(terms.path("program").asText()).isEqualTo(program);
    assertThat(terms.path("edition").asText()).isEqualTo(id);
  }

  @Test
  void isInForceFromItsFirstInstant() {
    edition.at(edition.first());

    assertThat(bought().at("/lines/0/terms/edition")).isEqualTo(id);
  }

  @Test
  void returnsTheSameKeyEachTime() {
    var order = bought();
    var key = edition.keys(order).expect(200).at("/keys/0/key");

    assertThat(key).startsWith("XXXXX-");
    assertThat(edition.keys(order).expect(200).all("key")).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin"})
  void letsOnlyAnAdminAgentGetKeysAndLinksAndCancel(String role) {
    var order = bought();
    var software = Shop.software(order, 1);
    var cancellation = order.header("Location") + "/cancellation";

    var user = edition.user(role);
    assertThat(
            List.of(
                user.post(software + "/keys", ""),
                user.post(software + "/links", "{}"),
                user.get(software + "/links"),
                user.get(cancellation),
                user.post(cancellation, Shop.citing("any"))))
        .allSatisfy(answer -> answer.expectRefusal("403 role-required"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AdminAgent", "GlobalAdmin"})
  void letsAdminsReadTheSoftware(String role) {
    var order = bought();

    assertThat(edition.user(role).get(Shop.software(order, 1)).expect(200).at("/state"))
        .isEqualTo("ACTIVE");
  }

  @Test
  void downloadsTheFileOfTheCatalogue() throws IOException {
    var started = edition.starts(edition.link(bought())).expect(200);
    var nobody = edition.nobody();
    var file = nobody.fetch(nobody.get(started.at("/session")).expect(307));

    assertThat(DropFolder.sha256(file)).isEqualTo(EditionCatalogue.fileSha256());
  }

  @Test
  void endsALinkAfterTwoWeeks() {
    var link = edition.link(bought());

    edition.at(edition.noon().plus(LINK_LIFETIME).minusMillis(1));
    edition.starts(link).expect(200);
    edition.at(edition.noon().plus(LINK_LIFETIME));
    edition.starts(link).expectRefusal("410 link-expired");
  }

  @Test
  void endsALinkAfterFiftyDownloadsAndAllowsAnother() {
    var order = bought();
    var link = edition.link(order);
    for (int i = 0; i < DOWNLOADS; i++) {
      edition.starts(link).expect(200);
    }

    edition.starts(link).expectRefusal("410 link-exhausted");
    edition.at(edition.noon().plus(LINK_LIFETIME));
    var another = edition.makesLink(order).expect(201);
    assertThat(another.at("/downloadsLeft")).isEqualTo("50");
    assertThat(Instant.parse(another.at("/expiresAt")))
        .isEqualTo(edition.noon().plus(LINK_LIFETIME).plus(LINK_LIFETIME));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin"})
  void showsReadersOfTheLogWhoGotKeysAndDownloadedInARange(String role) {
    var order = bought();
    var from = edition.noon().plusMillis(role.length());
    edition.at(from);
    edition.keys(order).expect(200);
    edition.starts(edition.link(order)).expect(200);

    var log =
        edition.user(role).get("/v1/activity?from=%s&to=%s".formatted(from, from.plusMillis(1)));
    assertThat(log.expect(200).all("operation"))
        .containsExactlyInAnyOrder("KEYS_REVEALED", "LINK_CREATED", "DOWNLOAD_STARTED");
    assertThat(log.all("user")).containsOnly("user@partner-a.example");
  }

  @Test
  void refusesTheLogToOtherRoles() {
    edition.agent().get("/v1/activity").expectRefusal("403 role-required");
  }

  @Test
  void allowsCancelsForSixtyTimesTwentyFourHours() {
    assertThat(closing(bought())).isEqualTo(edition.noon().plus(Edition.WINDOW).toString());
  }

  @Test
  void refusesACancelFromTheInstantTheWindowClosesAndNamesIt() {
    var order = bought();
    var end = edition.noon().plus(Edition.WINDOW);
    edition.at(end);

    var refused = edition.cancels(order).expectRefusal("409 window-closed");
    assertThat(refused.at("/detail")).contains(end.toString(), edition.name());
  }

  @Test
  void keysAndLinksStillWorkAfterTheWindow() {
    var order = bought();
    edition.at(edition.noon().plus(Edition.WINDOW));

    edition.keys(order).expect(200);
    edition.starts(edition.link(order)).expect(200);
  }

  /** Returns the date of the edition that is published later, which is before all purchases. */
  private String dayAfterTheFirst() {
    return LocalDate.parse(id).plusDays(1).toString();
  }

  /** Returns the parts of a Software page's row that must never change after the purchase. */
  private List<JsonNode> bargain(Answer order) {
    var row = edition.row(order).json();
    return Stream.of("terms", "unitPrice", "total", "taxIncluded", "tax", "daysLeftToCancel")
        .map(row::required)
        .toList();
  }

  /** Orders from before an operator published other terms, and their state at that time. */
  private record Changed(Answer order, Answer inGermany, JsonNode quote, List<JsonNode> bargain) {}

  /**
   * Publishes, after the purchases, an edition that is dated before them. It has half the window,
   * half the lifetime of a link, no credit, another route, another closed market and other markets
   * whose prices include tax.
   */
  private Changed changed() {
    if (changed == null) {
      var order = bought();
      var inGermany = edition.buys("DE", sku + ":1");
      var before = new Changed(order, inGermany, edition.quote(order).json(), bargain(order));
      edition.change(
          """

            - id: "%1$s"
              effectiveFrom: %1$sT00:00:00Z
              cancellation: %2$s
              window: P30D
              credit: {PERPETUAL: NONE, SUBSCRIPTION: NONE, RESERVATION: NONE}
              link: {lifetime: P7D, downloads: 10}
              closedMarkets: {PERPETUAL: [DE]}
              taxIncludedMarkets: [US]
              eligiblePartnersOnly: false
          """
              .formatted(dayAfterTheFirst(), otherRoute()));
      changed = before;
    }
    return changed;
  }

  /** Returns an order under this edition's terms, placed before other terms were published. */
  Answer boughtBeforeTheChange() {
    return changed().order();
  }

  @Test
  @Order(LAST)
  void keepsTheQuoteOfAnOrderWhenTheTermsChange() {
    var before = changed();

    assertThat(edition.quote(before.order()).json()).isEqualTo(before.quote());
  }

  @Test
  @Order(LAST)
  void keepsTheTermsOfAnOrderWhenTheTermsChange() {
    var before = changed();

    assertThat(bargain(before.order())).isEqualTo(before.bargain());
  }

  @Test
  @Order(LAST)
  void keepsTheLinkRuleOfAnOrderWhenTheTermsChange() {
    var link = edition.makesLink(changed().order()).expect(201);

    assertThat(link.at("/downloadsAllowed")).isEqualTo("50");
    assertThat(Instant.parse(link.at("/expiresAt"))).isEqualTo(edition.noon().plus(LINK_LIFETIME));
  }

  @Test
  @Order(LAST)
  void keepsTheWindowOfAnOrderWhenTheTermsChange() {
    var order = changed().order();
    edition.at(edition.noon().plus(Edition.WINDOW).minusMillis(1));
    assertThat(edition.quote(order).at("/lines/0/code")).isNotEqualTo("window-closed");

    edition.at(edition.noon().plus(Edition.WINDOW));
    assertThat(edition.quote(order).at("/lines/0/code")).isEqualTo("window-closed");
  }

  @Test
  @Order(LAST)
  void keepsAnOrderInAMarketThatAChangeCloses() {
    edition.keys(changed().inGermany()).expect(200);
  }

  @Test
  @Order(LAST)
  void sellsNothingInAMarketThatAChangeCloses() {
    changed();

    var refused = edition.tries("DE", sku + ":1").expectRefusal("409 not-sold-in-market");
    assertThat(refused.at("/errors/0/detail")).contains("edition " + dayAfterTheFirst());
  }

  @Test
  @Order(LAST)
  void appliesTheChangedTermsToANewOrder() {
    changed();
    var order = bought();

    var line = order.json().at("/lines/0");
    var values = new ArrayList<String>();
    for (var pointer :
        List.of(
            "/terms/edition",
            "/terms/cancellation",
            "/terms/credit",
            "/terms/link/downloads",
            "/taxIncluded")) {
      values.add(line.at(pointer).asText());
    }
    assertThat(values).containsExactly(dayAfterTheFirst(), otherRoute(), "NONE", "10", "true");
    assertThat(closing(order)).isEqualTo(edition.noon().plus(Duration.ofDays(30)).toString());
    assertThat(Instant.parse(edition.makesLink(order).at("/expiresAt")))
        .isEqualTo(edition.noon().plus(Duration.ofDays(7)));
  }
}
