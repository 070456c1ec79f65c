package dev.keyshelf.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.Bought;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Properties of the tax that invoices add, for drawn invoices: lines at several rates and modes, in
 * currencies of 0, 2 and 3 decimals, often with more credits than charges. A failure prints its
 * seed. To repeat it, run the test with {@code -Dkeyshelf.seed=...}.
 */
class TaxAddedTest {
  private static final int CASES = 2_000;
  private static final long SEED = Long.getLong("keyshelf.seed", System.nanoTime());
  private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");

  /** Millionths. The first two are equal, and written in two ways. */
  private static final Map<String, Long> RATES =
      Map.of(
          "0.10",
          100_000L,
          "0.1",
          100_000L,
          "0.19",
          190_000L,
          "0.081",
          81_000L,
          "0",
          0L,
          "0.999999",
          999_999L);

  private final Random random = new Random(SEED);

  /** An invoice of one currency. */
  private record Drawn(List<LedgerEntry> entries) {
    Totals totals() {
      var totals = Totals.of(entries.getFirst().amount().currency());
      for (var entry : entries) {
        totals = totals.plus(entry);
      }
      return totals;
    }

    List<TaxByLine.Amounts> byLine() {
      var taxes = new TaxByLine();
      return entries.stream()
          .flatMap(entry -> entry.lines().stream().map(line -> taxes.next(entry, line)))
          .toList();
    }

    /** Returns the sums of the lines to which tax is added, by millionths. */
    Map<Long, BigInteger> sums() {
      Map<Long, BigInteger> sums = new TreeMap<>();
      for (var entry : entries) {
        var sign = BigInteger.valueOf(entry instanceof LedgerEntry.Charge ? 1 : -1);
        for (var line : entry.lines()) {
          if (line.taxMode() == TaxMode.ADDED) {
            var rate = RATES.get(line.taxRate().orElseThrow().toPlainString());
            sums.merge(rate, line.amount().minorUnits().multiply(sign), BigInteger::add);
          }
        }
      }
      return sums;
    }
  }

  /** Returns the tax by integers alone: half of a minor unit is rounded away from zero. */
  private static BigInteger tax(BigInteger sum, long millionths) {
    var twice = sum.abs().multiply(BigInteger.valueOf(2 * millionths));
    var rounded = twice.add(BigInteger.valueOf(1_000_000)).divide(BigInteger.valueOf(2_000_000));
    return sum.signum() < 0 ? rounded.negate() : rounded;
  }

  @ParameterizedTest
  @CsvSource({
    // The tax on the sum of three lines, not the sum of three taxes of 0.06.
    "0.33 EUR, 0.19, 0.19 EUR, 1.18 EUR",
    "1 JPY, 0.10, 0 JPY, 3 JPY",
    "5 JPY, 0.10, 2 JPY, 17 JPY",
    "0.001 KWD, 0.5, 0.002 KWD, 0.005 KWD",
    "33.35 AUD, 0, 0.00 AUD, 100.05 AUD"
  })
  void isRoundedOnceOnTheSumOfThreeLines(String price, String rate, String tax, String gross) {
    var parts = price.split(" ");
    var line = Bought.perpetual().times(1).priced(parts[0], parts[1]).addingTaxOf(rate);
    var totals = new Drawn(List.of(Bought.anOrderOf(line, line, line).charge())).totals();

    assertThat(totals.taxes())
        .singleElement()
        .extracting(TaxSum::mode, each -> each.tax().toString(), each -> each.gross().toString())
        .containsExactly(TaxMode.ADDED, tax, gross);
    assertThat(totals.gross()).hasToString(gross);
    assertThat(new Settlement(totals, Money.zero(totals.currency())).due()).hasToString(gross);
  }

  @Test
  void leavesACentIfTwoUnitsAreCreditedInTwoMonths() {
    var one = Bought.perpetual().times(1).priced("33.35", "EUR").addingTaxOf("0.19");
    var credit = new Drawn(List.of(opposite(Bought.anOrderOf(one).charge()))).totals();
    var charged = new Drawn(List.of(Bought.anOrderOf(one, one).charge())).totals();

    assertThat(charged.gross()).hasToString("79.37 EUR");
    assertThat(credit.gross()).hasToString("-39.69 EUR");
    assertThat(charged.gross().plus(credit.gross()).plus(credit.gross())).hasToString("-0.01 EUR");
  }

  @Test
  void canMakeACreditNoteOfADocumentWhoseNetIsAboveZero() {
    var free = Bought.perpetual().times(1).priced("100.00", "EUR").addingTaxOf("0");
    var rated = Bought.perpetual().times(1).priced("90.00", "EUR").addingTaxOf("0.19");
    var charge = Bought.anOrderOf(free).charge();
    var totals = new Drawn(List.of(charge, opposite(Bought.anOrderOf(rated).charge()))).totals();

    assertThat(totals.beforeTax()).hasToString("10.00 EUR");
    assertThat(totals.gross()).hasToString("-7.10 EUR");
    assertThat(DocumentType.of(totals)).isEqualTo(DocumentType.CREDIT_NOTE);
  }

  @Test
  void isThatOfTheSumOfEachRate() {
    for (int i = 0; i < CASES; i++) {
      var drawn = anInvoice();
      Map<Long, BigInteger> taxes = new TreeMap<>();
      drawn.sums().forEach((rate, sum) -> taxes.put(rate, tax(sum, rate)));

      Map<Long, BigInteger> told = new TreeMap<>();
      for (var sum : drawn.totals().taxes()) {
        if (sum.mode() == TaxMode.ADDED) {
          var millionths = sum.rate().orElseThrow().movePointRight(6).longValueExact();
          assertThat(told.put(millionths, sum.tax().minorUnits())).as(seed(i)).isNull();
        }
      }

      assertThat(told).as(seed(i)).isEqualTo(taxes);
    }
  }

  @Test
  void addsUpToTheTotalsOfTheInvoice() {
    for (int i = 0; i < CASES; i++) {
      var totals = anInvoice().totals();
      var nothing = Money.zero(totals.currency());

      assertThat(totals.taxes().stream().map(TaxSum::net).reduce(nothing, Money::plus))
          .as(seed(i))
          .isEqualTo(totals.beforeTax());
      assertThat(totals.taxes().stream().map(TaxSum::gross).reduce(nothing, Money::plus))
          .as(seed(i))
          .isEqualTo(totals.gross());
    }
  }

  @Test
  void isDividedAmongTheLinesWithoutARest() {
    for (int i = 0; i < CASES; i++) {
      var drawn = anInvoice();
      var totals = drawn.totals();
      var nothing = Money.zero(totals.currency());
      var lines = drawn.byLine();

      assertThat(lines.stream().map(TaxByLine.Amounts::net).reduce(nothing, Money::plus))
          .as(seed(i))
          .isEqualTo(totals.beforeTax());
      assertThat(lines.stream().map(TaxByLine.Amounts::gross).reduce(nothing, Money::plus))
          .as(seed(i))
          .isEqualTo(totals.gross());
    }
  }

  @Test
  void givesNoLineMoreThanAMinorUnitBesideItsShare() {
    for (int i = 0; i < CASES; i++) {
      var drawn = anInvoice();
      var lines = drawn.byLine().iterator();

      for (var entry : drawn.entries()) {
        for (var line : entry.lines()) {
          var given = lines.next();
          if (line.taxMode() == TaxMode.ADDED) {
            var share =
                new BigDecimal(given.net().minorUnits()).multiply(line.taxRate().orElseThrow());
            assertThat(new BigDecimal(given.tax().minorUnits()).subtract(share).abs())
                .as(seed(i))
                .isLessThanOrEqualTo(BigDecimal.ONE);
          }
        }
      }
    }
  }

  @Test
  void isTheSameInAnyOrderOfTheEntries() {
    for (int i = 0; i < CASES; i++) {
      var drawn = anInvoice();
      var shuffled = new ArrayList<>(drawn.entries());
      Collections.shuffle(shuffled, random);

      assertThat(new Drawn(shuffled).totals()).as(seed(i)).isEqualTo(drawn.totals());
    }
  }

  @Test
  void isNothingIfAllIsCreditedOnTheSameInvoice() {
    for (int i = 0; i < CASES; i++) {
      var drawn = anInvoice();
      var all = new ArrayList<>(drawn.entries());
      drawn.entries().forEach(entry -> all.add(opposite(entry)));
      var totals = new Drawn(all).totals();

      assertThat(totals.gross()).as(seed(i)).isEqualTo(Money.zero(totals.currency()));
      assertThat(totals.taxes())
          .as(seed(i))
          .allSatisfy(sum -> assertThat(sum.tax()).isEqualTo(Money.zero(totals.currency())));
    }
  }

  @Test
  void isTheSameForACreditOnALaterInvoice() {
    for (int i = 0; i < CASES; i++) {
      var drawn = anInvoice();
      var credited = new Drawn(drawn.entries().stream().map(TaxAddedTest::opposite).toList());

      assertThat(credited.totals().gross()).as(seed(i)).isEqualTo(drawn.totals().gross().negated());
    }
  }

  @Test
  void leavesAtMostHalfAMinorUnitForEachDocumentAndRateIfAllIsCreditedInOtherMonths() {
    for (int i = 0; i < CASES; i++) {
      var drawn = anInvoice();
      Map<Integer, List<LedgerEntry>> months = new TreeMap<>();
      for (var entry : drawn.entries()) {
        months.computeIfAbsent(random.nextInt(4), _ -> new ArrayList<>()).add(opposite(entry));
      }
      var documents = new ArrayList<>(List.of(drawn));
      months.values().forEach(credits -> documents.add(new Drawn(credits)));

      var left = BigInteger.ZERO;
      var roundings = 0;
      for (var document : documents) {
        left = left.add(document.totals().gross().minorUnits());
        roundings += document.sums().size();
      }

      assertThat(left.abs().shiftLeft(1))
          .as(seed(i))
          .isLessThanOrEqualTo(BigInteger.valueOf(roundings));
    }
  }

  private Drawn anInvoice() {
    var currency = Currency.getInstance(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
    var entries = new ArrayList<LedgerEntry>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      var lines = new Bought[1 + random.nextInt(4)];
      for (int line = 0; line < lines.length; line++) {
        lines[line] = aLine(currency);
      }
      var charge = Bought.anOrderOf(lines).charge();
      entries.add(random.nextInt(5) < 3 ? charge : opposite(charge));
    }
    return new Drawn(List.copyOf(entries));
  }

  private Bought aLine(Currency currency) {
    var price = Money.ofMinor(random.nextLong(0, 1L << (1 + random.nextInt(30))), currency);
    var modes = TaxMode.values();
    var rates = List.copyOf(RATES.keySet());
    return Bought.perpetual()
        .priced(price)
        .times(1 + random.nextInt(9))
        .taxed(
            // More than half of the lines have tax added.
            random.nextBoolean() ? TaxMode.ADDED : modes[random.nextInt(modes.length)],
            new BigDecimal(rates.get(random.nextInt(rates.size()))));
  }

  /** Returns the credit of a whole charge, or a charge of what was credited. */
  private static LedgerEntry opposite(LedgerEntry entry) {
    var at = entry.at().plus(Duration.ofMinutes(1));
    return switch (entry) {
      case LedgerEntry.Charge charge ->
          new LedgerEntry.CreditNote(
              charge.id(),
              charge.partner(),
              charge.customer(),
              charge.order(),
              at,
              charge.lines(),
              charge.billedTo(),
              Optional.of(charge.id()),
              Optional.empty());
      case LedgerEntry.CreditNote note ->
          new LedgerEntry.Charge(
              note.id(),
              note.partner(),
              note.customer(),
              note.order(),
              at,
              note.lines(),
              note.billedTo());
    };
  }

  private static String seed(int number) {
    return "seed %s, case %s".formatted(SEED, number);
  }
}
