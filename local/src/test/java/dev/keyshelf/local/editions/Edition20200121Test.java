package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fourth edition: 106 markets without reservations, and cancellations by self-service. */
class Edition20200121Test extends EveryEdition
    implements SellsReservations, IncludesTaxInAustraliaAndBrazil {
  static final Instant FIRST = Instant.parse("2020-01-21T00:00:00Z");
  static final Set<String> CLOSED =
      codes(
          "AD AG AI AQ AS AW AX AZ BF BI BJ BL BQ BT BV CC CD CF CG CK CN CX DJ DM ER FK FM GA GD"
              + " GF GG GI GL GM GN GP GQ GS GU GW GY HM HT IM IO JE KH KI KM LA LC LR LS MF MG MH"
              + " ML MM MP MQ MR MS MV MW MZ NC NE NF NR NU PF PG PM PN PW RE SB SC SH SJ SL SM SO"
              + " SR SS ST SX SZ TC TD TF TG TK TL TO TV UM VA VC VG VU WF WS XK YE YT");

  private static final Instant LATER_EDITION_OF_THE_SISTER = Instant.parse("2020-05-05T00:00:00Z");

  Edition20200121Test() {
    super(
        "server-software",
        "2020-01-21",
        EditionCatalogue.SERVER,
        together(CLOSED, Edition20191120Test.CLOSED));
  }

  @Override
  public Set<String> closed() {
    return CLOSED;
  }

  @Override
  public Set<String> closedByItsNeighbours() {
    return Edition20191120Test.CLOSED;
  }

  @Override
  String otherRoute() {
    return "SUPPORT_REQUEST";
  }

  private Instant daysLater(int days) {
    return edition().noon().plus(Duration.ofDays(days));
  }

  @Test
  void closesAsManyMarketsAsItsPageLists() {
    assertThat(CLOSED).hasSize(106);
  }

  @Test
  void datesItsListOfMarketsAsItsPageDoes() {
    var refused = edition().tries("CN", EditionCatalogue.RESERVATION + ":1").expect(409);

    assertThat(refused.at("/errors/0/detail")).contains("markets as of 2019-11-30");
  }

  @Test
  void opensArgentinaToReservationsAtItsFirstInstant() {
    edition().at(FIRST.minusMillis(1));
    var refused = edition().tries("AR", EditionCatalogue.RESERVATION + ":1").expect(409);
    assertThat(refused.at("/errors/0/detail")).contains("edition 2019-11-20");

    edition().at(FIRST);
    edition().buys("AR", EditionCatalogue.RESERVATION + ":1");
  }

  @Test
  void isNotSupersededByTheSisterProgram() {
    edition().at(LATER_EDITION_OF_THE_SISTER);

    assertThat(edition().buys("US", EditionCatalogue.SERVER + ":1").at("/lines/0/terms/edition"))
        .isEqualTo("2020-01-21");
  }

  @Test
  void creditsPerpetualSoftwareInFullToTheLastMillisecondOfTheWindow() {
    var order = edition().buys("US", EditionCatalogue.SERVER + ":3");
    edition().at(daysLater(60).minusMillis(1));

    var cancelled = edition().cancels(order).expect(200).json();
    assertThat(Edition.money(cancelled.at("/credit"))).isEqualTo("100.05 USD");
    assertThat(cancelled.at("/orderState").asText()).isEqualTo("CANCELLED");
  }

  /** Ten seats at 10.08 for a term of 31 days, from 12:00 on 2020-03-01. */
  @ParameterizedTest
  @CsvSource({
    "2020-03-01T23:59:59.999Z, 0, 100.80",
    "2020-03-02T00:00:00Z,     1, 97.55",
    "2020-03-03T12:00:00Z,     2, 94.30",
    "2020-03-31T00:00:00Z,    30, 3.25",
    "2020-04-01T11:59:59.999Z, 31, 0.00"
  })
  void creditsTheUnusedDaysOfASubscription(Instant cancelledAt, int used, String credit) {
    edition().at(Instant.parse("2020-03-01T12:00:00Z"));
    var order = edition().buys("US", EditionCatalogue.ACCESS_MONTH + ":10");
    edition().at(cancelledAt);

    var quote = edition().quote(order);
    assertThat(quote.at("/lines/0/termDays")).isEqualTo("31");
    assertThat(quote.at("/lines/0/daysUsed")).isEqualTo(Integer.toString(used));
    assertThat(edition().cancels(order).expect(200).at("/credit/amount")).isEqualTo(credit);
  }

  /** Ten days are used: of a year with the 29th of February, and of a year without. */
  @ParameterizedTest
  @CsvSource({"2020-02-10T12:00:00Z, 366, 97.27", "2020-03-10T12:00:00Z, 365, 97.26"})
  void countsTheTrueDaysOfAYear(Instant boughtAt, int days, String credit) {
    edition().at(boughtAt);
    var order = edition().buys("US", EditionCatalogue.ACCESS_YEAR + ":1");
    edition().at(boughtAt.plus(Duration.ofDays(10)));

    assertThat(edition().quote(order).at("/lines/0/termDays")).isEqualTo(Integer.toString(days));
    assertThat(edition().cancels(order).expect(200).at("/credit/amount")).isEqualTo(credit);
  }

  @Test
  void creditsAPartInProportionAndTheRestToTheCent() {
    edition().at(Instant.parse("2020-03-01T12:00:00Z"));
    var order = edition().buys("US", EditionCatalogue.ACCESS_MONTH + ":10");
    edition().at(Instant.parse("2020-03-03T12:00:00Z"));

    // 100.80 x 3/10 x 29/31 = 28.2890... All ten give 94.30, so the other seven give 66.01.
    assertThat(edition().cancels(order, "?lines=1:3").expect(200).at("/credit/amount"))
        .isEqualTo("28.29");
    assertThat(edition().cancels(order).expect(200).at("/credit/amount")).isEqualTo("66.01");
  }

  /** 100.80 x 29/31 = 94.30, of which 94.30 x 0.10 / 1.10 = 8.57 is tax. */
  @Test
  void creditsTheTaxThatAPriceIncludesInTheSameProportion() {
    edition().at(Instant.parse("2020-03-01T12:00:00Z"));
    var order = edition().buys("AU", EditionCatalogue.ACCESS_MONTH + ":10");
    edition().at(Instant.parse("2020-03-03T12:00:00Z"));

    var cancelled = edition().cancels(order).expect(200).json();
    assertThat(Edition.money(cancelled.at("/credit"))).isEqualTo("94.30 AUD");
    assertThat(Edition.money(cancelled.at("/tax"))).isEqualTo("8.57 AUD");
  }

  @Test
  void refusesACancelAfterTheTermAlthoughTheWindowIsOpen() {
    edition().at(Instant.parse("2020-03-01T12:00:00Z"));
    var order = edition().buys("US", EditionCatalogue.ACCESS_MONTH + ":1");
    edition().at(Instant.parse("2020-04-01T12:00:00Z"));

    edition().cancels(order).expectRefusal("409 term-ended");
    edition().keys(order).expectRefusal("410 term-ended");
  }

  @Test
  void promisesACancelUntilTheWindowCloses() {
    assertThat(
            edition()
                .buys("US", EditionCatalogue.SERVER + ":1")
                .at("/lines/0/terms/cancellableUntil"))
        .isEqualTo(daysLater(60).toString());
  }

  @Test
  void showsHowManyDaysRemainToCancel() {
    var order = edition().buys("US", EditionCatalogue.SERVER + ":1");
    edition().at(daysLater(3).plus(Duration.ofHours(1)));

    var quote = edition().quote(order);
    assertThat(quote.at("/lines/0/daysLeft")).isEqualTo("56");
    assertThat(quote.at("/lines/0/hoursLeft")).isEqualTo("23");
    assertThat(edition().row(order).at("/daysLeftToCancel")).isEqualTo("56");
  }

  @Test
  void requiresThatTheNoticeIsAcknowledged() {
    var order = edition().buys("US", EditionCatalogue.SERVER + ":1");
    var body = Shop.citing(edition().quote(order).at("/quoteId")).replace("true", "false");

    var refused = edition().agent().post(order.header("Location") + "/cancellation", body);
    assertThat(refused.expectRefusal("400 validation").all("pointer"))
        .containsExactly("/acknowledged");
  }

  @Test
  void cancelsExtendedSecurityUpdatesBySupportRequestOnly() {
    var refused = edition().cancels(edition().buys("US", EditionCatalogue.UPDATES + ":1"));

    assertThat(refused.expectRefusal("409 needs-support-request").at("/detail"))
        .contains(edition().name());
  }

  @ParameterizedTest
  @ValueSource(strings = {EditionCatalogue.SUSE, EditionCatalogue.RED_HAT})
  void neverCancelsSuseAndRedHatPlans(String sku) {
    var refused = edition().cancels(edition().buys("US", sku + ":1"));

    assertThat(refused.expectRefusal("409 not-cancellable").at("/detail"))
        .contains("cannot be cancelled or exchanged", edition().name());
  }

  @Test
  void aCancelRevokesKeysAndLinks() {
    var order = edition().buys("US", EditionCatalogue.SERVER + ":1");
    edition().keys(order).expect(200);
    var link = edition().link(order);
    edition().cancels(order).expect(200);

    edition().keys(order).expectRefusal("410 key-revoked");
    edition().starts(link).expectRefusal("410 link-revoked");
    edition().makesLink(order).expectRefusal("409 order-cancelled");
  }

  @Test
  void listsTheCancelledRowWithoutItsKey() {
    var order = edition().buys("US", EditionCatalogue.SERVER + ":1");
    var key = edition().keys(order).expect(200).at("/keys/0/key");
    edition().cancels(order).expect(200);

    var row = edition().row(order);
    assertThat(row.at("/state")).isEqualTo("CANCELLED");
    assertThat(row.json().toString()).doesNotContain(key);
  }

  @Test
  void creditsOnTheInvoiceOfTheCancelsMonth() {
    edition().at(Instant.parse("2020-02-20T12:00:00Z"));
    var order = edition().buys("US", EditionCatalogue.SERVER + ":1");
    edition().at(Instant.parse("2020-03-01T00:00:00Z"));

    assertThat(edition().cancels(order).expect(200).at("/invoiceMonth")).isEqualTo("2020-03");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void cancelsForTheCreditOfThePurchaseWhenTheTermsChange() {
    var order = boughtBeforeTheChange();

    assertThat(edition().cancels(order).expect(200).at("/credit/amount")).isEqualTo("33.35");
  }
}
