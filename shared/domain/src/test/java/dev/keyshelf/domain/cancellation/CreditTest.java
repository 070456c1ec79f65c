package dev.keyshelf.domain.cancellation;

import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.perpetual;
import static dev.keyshelf.domain.Bought.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditTest {
  private static final Period A_MONTH = Period.ofMonths(1);
  private static final Period A_YEAR = Period.ofYears(1);

  @Test
  void isTheFullPriceOfPerpetualSoftwareUpToTheLastDay() {
    var bought = perpetual().times(3).priced("333.33", "USD").entitlement();

    assertThat(Credit.of(bought, 3, daysLater(59)).amount()).isEqualTo(Money.of("999.99", "USD"));
  }

  @Test
  void isTheShareOfTheUnusedDaysOfASubscription() {
    var tenSeats =
        subscription(A_MONTH)
            .times(10)
            .priced("10.08", "USD")
            .on(Instant.parse("2020-05-01T09:00:00Z"))
            .entitlement();

    var credit = Credit.of(tenSeats, 10, Instant.parse("2020-05-03T17:00:00Z"));

    assertThat(credit.amount()).isEqualTo(Money.of("94.30", "USD"));
    assertThat(credit.daysUsed()).isEqualTo(2);
    assertThat(credit.termDays()).isEqualTo(31);
  }

  @Test
  void isTheFullPriceOfASubscriptionOnItsFirstDay() {
    var bought = subscription(A_MONTH).times(1).entitlement();
    var lateOnTheFirstDay = Instant.parse("2020-06-01T23:59:59.999Z");

    assertThat(Credit.of(bought, 1, lateOnTheFirstDay).amount())
        .isEqualTo(bought.purchase().total());
  }

  @Test
  void losesADayAtMidnightInUtc() {
    var bought = subscription(Period.ofDays(30)).times(1).priced("30.00", "USD").entitlement();
    var midnight = Instant.parse("2020-06-02T00:00:00Z");

    assertThat(Credit.of(bought, 1, midnight).amount()).isEqualTo(Money.of("29.00", "USD"));
  }

  @Test
  void countsTheLeapDayOfAYear() {
    var bought =
        subscription(A_YEAR)
            .times(1)
            .priced("366.00", "USD")
            .on(Instant.parse("2020-02-01T12:00:00Z"))
            .entitlement();

    assertThat(Credit.of(bought, 1, Instant.parse("2020-03-01T12:00:00Z")).amount())
        .isEqualTo(Money.of("337.00", "USD"));
  }

  @ParameterizedTest
  @CsvSource({"JPY, 1000, 968", "KWD, 1.000, 0.968", "USD, 10.00, 9.68"})
  void isRoundedToTheMinorUnitOfItsCurrency(String currency, String price, String expected) {
    var bought =
        subscription(A_MONTH)
            .times(1)
            .priced(price, currency)
            .on(Instant.parse("2020-05-01T00:00:00Z"))
            .entitlement();

    assertThat(Credit.of(bought, 1, Instant.parse("2020-05-02T00:00:00Z")).amount())
        .isEqualTo(Money.of(expected, currency));
  }

  @Test
  void isRoundedHalfUp() {
    var bought = subscription(Period.ofDays(2)).times(1).priced("0.01", "USD").entitlement();

    assertThat(Credit.of(bought, 1, daysLater(1)).amount()).isEqualTo(Money.of("0.01", "USD"));
  }

  @Test
  void isRoundedOnTheTotalOfTheLineAndNotOnEachUnit() {
    var bought = subscription(Period.ofDays(3)).times(100).priced("0.01", "USD").entitlement();

    assertThat(Credit.of(bought, 100, daysLater(1)).amount()).isEqualTo(Money.of("0.67", "USD"));
  }

  @Test
  void isZeroAfterATermThatIsShorterThanTheWindow() {
    var bought = subscription(A_MONTH).entitlement();

    var credit = Credit.of(bought, 2, daysLater(45));

    assertThat(credit.amount().minorUnits().signum()).isZero();
    assertThat(credit.daysUsed()).isEqualTo(credit.termDays());
  }

  @Test
  void addsUpToTheWholeOverItsParts() {
    var bought = perpetual().times(3).priced("0.01", "USD").credited(CreditRule.FULL).entitlement();
    var first = Credit.of(bought, 1, NOON);
    var afterFirst = cancelled(bought, 1, first);
    var second = Credit.of(afterFirst, 2, NOON);

    assertThat(first.amount().plus(second.amount())).isEqualTo(Money.of("0.03", "USD"));
  }

  @Test
  void neverExceedsTheRestOfTheCharge() {
    var bought = subscription(Period.ofDays(30)).times(2).priced("10.00", "USD").entitlement();
    var almostAllCredited = bought.afterCancelling(1, Money.of("19.50", "USD"), "note", NOON);

    assertThat(Credit.of(almostAllCredited, 1, NOON).amount()).isEqualTo(Money.of("0.50", "USD"));
  }

  @Test
  void includesNoTaxIfPricesExcludeIt() {
    assertThat(Credit.of(perpetual().entitlement(), 2, NOON).tax().minorUnits().signum()).isZero();
  }

  @Test
  void includesAllTaxIfEverythingIsCredited() {
    var bought = perpetual().times(1).priced("110.00", "AUD").includingTaxOf("0.10").entitlement();

    assertThat(Credit.of(bought, 1, NOON).tax()).isEqualTo(Money.of("10.00", "AUD"));
  }

  @Test
  void includesTaxInProportionToTheCredit() {
    var bought =
        subscription(Period.ofDays(10))
            .times(1)
            .priced("110.00", "AUD")
            .includingTaxOf("0.10")
            .entitlement();

    var credit = Credit.of(bought, 1, daysLater(5));

    assertThat(credit.amount()).isEqualTo(Money.of("55.00", "AUD"));
    assertThat(credit.tax()).isEqualTo(Money.of("5.00", "AUD"));
  }

  @Test
  void includesTaxThatAddsUpToTheTaxOfTheCharge() {
    var bought = perpetual().times(3).priced("0.35", "AUD").includingTaxOf("0.10").entitlement();
    var first = Credit.of(bought, 1, NOON);
    var afterFirst = cancelled(bought, 1, first);
    var second = Credit.of(afterFirst, 1, NOON);
    var third = Credit.of(cancelled(afterFirst, 1, second), 1, NOON);

    assertThat(first.tax().plus(second.tax()).plus(third.tax())).isEqualTo(bought.purchase().tax());
  }

  @Test
  void isZeroIfTheTermsCreditNothing() {
    var bought = perpetual().credited(CreditRule.NONE).entitlement();

    assertThat(Credit.of(bought, 2, NOON).amount().minorUnits().signum()).isZero();
  }

  @Test
  void isTheFullPriceIfThereIsNoTermToProrate() {
    var bought = perpetual().credited(CreditRule.PRORATED).entitlement();

    assertThat(Credit.of(bought, 2, daysLater(30)).amount()).isEqualTo(bought.purchase().total());
  }

  @Test
  void explainsItsArithmetic() {
    var tenSeats =
        subscription(A_MONTH)
            .times(10)
            .priced("10.08", "USD")
            .on(Instant.parse("2020-05-01T09:00:00Z"))
            .entitlement();

    assertThat(Credit.of(tenSeats, 10, Instant.parse("2020-05-03T17:00:00Z")).explanation())
        .isEqualTo("100.80 USD x 10/10 x 29 of 31 days = 94.30 USD");
  }

  private static Instant daysLater(int days) {
    return NOON.plus(Duration.ofDays(days));
  }

  private static Entitlement cancelled(Entitlement entitlement, int quantity, Credit credit) {
    return entitlement.afterCancelling(quantity, credit.amount(), "note", NOON);
  }
}
