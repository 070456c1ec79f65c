package dev.keyshelf.domain.cancellation;

import static dev.keyshelf.domain.Bought.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.Bought;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Properties of credits that hold for every purchase, split and day. A failure prints its seed. To
 * repeat it, run the test with {@code -Dkeyshelf.seed=...}.
 */
class CreditPropertyTest {
  private static final int CASES = 2_000;
  private static final long SEED = Long.getLong("keyshelf.seed", System.nanoTime());
  private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD", "EUR", "BRL");
  private static final List<Period> LENGTHS =
      List.of(Period.ofDays(1), Period.ofMonths(1), Period.ofYears(1), Period.ofYears(3));

  private final Random random = new Random(SEED);

  @Test
  void partsOnOneDayAddUpToExactlyTheWhole() {
    for (int i = 0; i < CASES; i++) {
      var bought = anything();
      var day = aDayOfTheWindow();
      var whole = Credit.of(bought, bought.activeQuantity(), day);

      var parts = creditsOf(bought, day, Duration.ZERO);

      assertThat(sum(parts)).as(describe(i, bought)).isEqualTo(whole.amount());
    }
  }

  @Test
  void taxOfPartsOnOneDayAddsUpToExactlyTheTaxOfTheWhole() {
    for (int i = 0; i < CASES; i++) {
      var bought = anything();
      var day = aDayOfTheWindow();
      var whole = Credit.of(bought, bought.activeQuantity(), day);

      var tax =
          creditsOf(bought, day, Duration.ZERO).stream()
              .map(Credit::tax)
              .reduce(Money::plus)
              .orElseThrow();

      assertThat(tax).as(describe(i, bought)).isEqualTo(whole.tax());
    }
  }

  @Test
  void partsOnDifferentDaysNeverAddUpToMoreThanTheCharge() {
    for (int i = 0; i < CASES; i++) {
      var bought = anything();

      var parts = creditsOf(bought, NOON, Duration.ofHours(1 + random.nextInt(72)));

      assertThat(sum(parts).minorUnits().longValueExact())
          .as(describe(i, bought))
          .isBetween(0L, bought.purchase().total().minorUnits().longValueExact());
    }
  }

  @Test
  void noPartIsNegative() {
    for (int i = 0; i < CASES; i++) {
      var bought = anything();

      var parts = creditsOf(bought, NOON, Duration.ofHours(1 + random.nextInt(72)));

      assertThat(parts)
          .as(describe(i, bought))
          .allSatisfy(
              part -> assertThat(part.amount().minorUnits().longValueExact()).isNotNegative())
          .allSatisfy(part -> assertThat(part.tax().minorUnits().longValueExact()).isNotNegative());
    }
  }

  @Test
  void aLaterDayNeverCreditsMore() {
    for (int i = 0; i < CASES; i++) {
      var bought = anything();
      var quantity = 1 + random.nextInt(bought.activeQuantity());
      var day = aDayOfTheWindow();

      var earlier = Credit.of(bought, quantity, day);
      var later = Credit.of(bought, quantity, day.plus(Duration.ofDays(1)));

      assertThat(later.amount().minorUnits().longValueExact())
          .as(describe(i, bought))
          .isLessThanOrEqualTo(earlier.amount().minorUnits().longValueExact());
    }
  }

  /**
   * Cancels a purchase in random parts until nothing is left.
   *
   * @param apart the time between two parts
   */
  private List<Credit> creditsOf(Entitlement bought, Instant first, Duration apart) {
    var credits = new ArrayList<Credit>();
    var left = bought;
    var now = first;
    while (left.activeQuantity() > 0) {
      var quantity = 1 + random.nextInt(left.activeQuantity());
      var credit = Credit.of(left, quantity, now);
      credits.add(credit);
      left = left.afterCancelling(quantity, credit.amount(), "note", now);
      now = now.plus(apart);
    }
    return credits;
  }

  private Entitlement anything() {
    var line =
        random.nextInt(4) == 0
            ? Bought.perpetual()
            : Bought.subscription(LENGTHS.get(random.nextInt(LENGTHS.size())));
    var currency = Currency.getInstance(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
    var price = Money.ofMinor(random.nextLong(1, 1L << (1 + random.nextInt(40))), currency);
    var priced = line.priced(price).times(1 + random.nextInt(60));
    return (random.nextBoolean() ? priced.includingTaxOf("0.17") : priced).entitlement();
  }

  private Instant aDayOfTheWindow() {
    return NOON.plus(Duration.ofHours(random.nextInt(60 * 24)));
  }

  private static Money sum(List<Credit> credits) {
    return credits.stream().map(Credit::amount).reduce(Money::plus).orElseThrow();
  }

  private static String describe(int number, Entitlement bought) {
    var purchase = bought.purchase();
    return "seed %s, case %s: %s x %s for %s"
        .formatted(SEED, number, purchase.quantity(), purchase.unitPrice(), purchase.term());
  }
}
