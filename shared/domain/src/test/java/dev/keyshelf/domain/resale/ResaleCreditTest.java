package dev.keyshelf.domain.resale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResaleCreditTest {
  private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD");
  private static final int LINES = 5_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @RepeatedTest(3)
  void theCreditsOfALineNeverExceedItAndAddUpToItOnceAllIsCredited() {
    for (int line = 0; line < LINES; line++) {
      var currency = Currency.getInstance(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
      var nothing = Money.zero(currency);
      var paid = Money.ofMinor(1 + random.nextLong(1L << random.nextInt(1, 40)), currency);
      var charged = Money.ofMinor(random.nextLong(1L << random.nextInt(1, 40)), currency);
      var credited = nothing;
      var resale = nothing;
      for (int part = 1 + random.nextInt(5); part > 0; part--) {
        var rest = paid.minus(credited).minorUnits().longValueExact();
        var isLast = part == 1 && random.nextBoolean();
        var credit = Money.ofMinor(isLast ? rest : random.nextLong(rest + 1), currency);
        var back = Resale.credit(charged, paid, credited, credit);
        assertThat(back.isNegative()).as("seed %s, line %s", seed, line).isFalse();
        credited = credited.plus(credit);
        resale = resale.plus(back);
        assertThat(resale)
            .as("seed %s, line %s: rounded once for all parts", seed, line)
            .isEqualTo(charged.share(credited.minorUnits(), paid.minorUnits()));
      }
      assertThat(resale.isWithin(charged)).as("seed %s, line %s", seed, line).isTrue();
      if (credited.equals(paid)) {
        assertThat(resale).as("seed %s, line %s", seed, line).isEqualTo(charged);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // A third of 10.00 USD, three times, of what was rebilled at 11.00.
    "11.00, 10.00, 0.00, 3.33, USD, 3.66",
    "11.00, 10.00, 3.33, 3.33, USD, 3.67",
    "11.00, 10.00, 6.66, 3.34, USD, 3.67",
    // 349 of 365 days of 5672.00 USD, rebilled at 20 % more.
    "6806.40, 5672.00, 0.00, 5423.36, USD, 6508.03",
    "18000, 15000, 0, 14342, JPY, 17210",
    "0.00, 10.00, 0.00, 10.00, USD, 0.00",
    "435.125, 435.125, 0.000, 364.790, KWD, 364.790"
  })
  void isTheSamePartOfWhatWasRebilled(
      String charged, String paid, String before, String credit, String code, String back) {
    assertThat(
            Resale.credit(
                Money.of(charged, code),
                Money.of(paid, code),
                Money.of(before, code),
                Money.of(credit, code)))
        .isEqualTo(Money.of(back, code));
  }
}
