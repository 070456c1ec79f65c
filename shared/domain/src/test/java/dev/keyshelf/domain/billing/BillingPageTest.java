package dev.keyshelf.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.Bought;
import dev.keyshelf.domain.cancellation.Credit;
import dev.keyshelf.domain.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares each number in {@code docs/billing.md} with the result of the code. */
class BillingPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("keyshelf.root"), "docs", "billing.md");
  private static final String NONE = "-";

  private static Stream<List<String>> rows(int columns) {
    try {
      return Files.readAllLines(PAGE).stream()
          .takeWhile(line -> !line.equals("## Resale"))
          .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
          .map(line -> line.substring(2, line.length() - 2))
          .map(line -> Arrays.stream(line.split(" \\| ")).map(String::strip).toList())
          .filter(cells -> cells.size() == columns)
          .skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<List<String>> credits() {
    return rows(10);
  }

  private static Stream<List<String>> months() {
    return rows(6);
  }

  private static Stream<List<String>> taxes() {
    return rows(7);
  }

  private static Money money(String text) {
    var parts = text.split(" ");
    return Money.of(parts[0], parts[1]);
  }

  private static Bought bought(List<String> row) {
    var quantityAndPrice = row.get(1).split(" x ");
    var bought =
        row.get(3).equals(NONE)
            ? Bought.perpetual()
            : Bought.subscription(Period.parse(row.get(3)));
    var priced =
        bought
            .times(Integer.parseInt(quantityAndPrice[0]))
            .priced(money(quantityAndPrice[1]))
            .on(Instant.parse(row.get(4)));
    return row.get(2).equals(NONE) ? priced : priced.includingTaxOf(row.get(2));
  }

  @ParameterizedTest
  @MethodSource("credits")
  void creditsWhatThePageSays(List<String> row) {
    var entitlement = bought(row).entitlement();
    var cancelledAt = Instant.parse(row.get(5));
    var before = row.get(7);
    if (!before.equals(NONE)) {
      var parts = before.split(" for ");
      entitlement =
          entitlement.afterCancelling(
              Integer.parseInt(parts[0]), money(parts[1]), "note", cancelledAt);
    }

    var credit = Credit.of(entitlement, Integer.parseInt(row.get(6)), cancelledAt);

    assertThat(credit.explanation()).isEqualTo(row.get(8));
    assertThat(row.get(8)).endsWith("= " + credit.amount());
    assertThat(credit.tax()).isEqualTo(money(row.get(9)));
    assertThat(entitlement.purchase().terms().window().isOpenAt(cancelledAt)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("months")
  void carriesOverWhatThePageSays(List<String> row) {
    var none = Money.zero(money(row.get(1)).currency());
    var totals = new Totals(money(row.get(1)), none, money(row.get(2)), none, 1, 1, List.of());

    var settlement = new Settlement(totals, money(row.get(3)));

    assertThat(settlement.due()).isEqualTo(money(row.get(4)));
    assertThat(settlement.carriedOut()).isEqualTo(money(row.get(5)));
  }

  @Test
  void carriesTheBalanceOfEachMonthIntoTheNext() {
    var months = months().toList();

    for (int i = 1; i < months.size(); i++) {
      assertThat(months.get(i).get(3)).isEqualTo(months.get(i - 1).get(5));
    }
  }

  @ParameterizedTest
  @MethodSource("taxes")
  void addsTheTaxThatThePageSays(List<String> row) {
    assertThat(row.get(4)).isEqualTo(sum(row).net().toString());
    assertThat(row.get(5)).isEqualTo(sum(row).tax().toString());
    assertThat(row.get(6)).isEqualTo(sum(row).gross().toString());
  }

  @Test
  void dividesTheTaxAmongTheLinesAsThePageSays() throws IOException {
    var row = taxes().findFirst().orElseThrow();
    var division = new TaxByLine();
    var taxes =
        entries(row).stream()
            .flatMap(entry -> entry.lines().stream().map(line -> division.next(entry, line)))
            .map(each -> each.tax().amount().toPlainString())
            .toList();
    var both = taxes().limit(2).flatMap(each -> entries(each).stream()).toList();
    var totals = Totals.of(both.getFirst().amount().currency());
    for (var entry : both) {
      totals = totals.plus(entry);
    }

    assertThat(Files.readString(PAGE))
        .contains("a tax of %s, %s and %s EUR".formatted(taxes.toArray()))
        .contains(
            "`totals` of %s, %s and %s"
                .formatted(
                    totals.beforeTax().amount(),
                    totals.gross().minus(totals.beforeTax()).amount(),
                    totals.gross()));
  }

  /** Returns the charges and credits of a row, each of one unit. */
  private static List<LedgerEntry> entries(List<String> row) {
    var entries = new ArrayList<LedgerEntry>();
    for (int column = 1; column <= 2; column++) {
      var parts = row.get(column).split(" x ");
      var bought = Bought.perpetual().times(1).priced(money(parts[1])).addingTaxOf(row.get(3));
      for (int i = Integer.parseInt(parts[0]); i > 0; i--) {
        var charge = Bought.anOrderOf(bought).charge();
        entries.add(column == 1 ? charge : credit(charge));
      }
    }
    return entries;
  }

  private static LedgerEntry credit(LedgerEntry.Charge charge) {
    return new LedgerEntry.CreditNote(
        charge.id(),
        charge.partner(),
        charge.customer(),
        charge.order(),
        charge.at(),
        charge.lines(),
        charge.billedTo(),
        Optional.of(charge.id()),
        Optional.empty());
  }

  private static TaxSum sum(List<String> row) {
    List<TaxSum> sums = List.of();
    for (var entry : entries(row)) {
      sums = TaxSum.plus(sums, entry);
    }
    return sums.getFirst();
  }

  @Test
  void readsEveryExampleOfThePage() {
    assertThat(credits()).hasSize(16);
    assertThat(taxes()).hasSize(8);
    assertThat(months()).hasSize(4);
  }
}
