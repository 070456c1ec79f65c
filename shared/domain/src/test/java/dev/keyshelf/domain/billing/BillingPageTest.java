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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each number of {@code docs/billing.md}, as the code computes it. */
class BillingPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("keyshelf.root"), "docs", "billing.md");
  private static final String NONE = "-";

  private static Stream<List<String>> rows(int columns) {
    try {
      return Files.readAllLines(PAGE).stream()
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
    var totals = new Totals(money(row.get(1)), none, money(row.get(2)), none, 1, 1);

    var settlement = new Settlement(totals, money(row.get(3)));

    assertThat(settlement.due()).isEqualTo(money(row.get(4)));
    assertThat(settlement.carriedOut()).isEqualTo(money(row.get(5)));
  }

  @Test
  void carriesIntoEachMonthWhatTheOneBeforeCarriedOut() {
    var months = months().toList();

    for (int i = 1; i < months.size(); i++) {
      assertThat(months.get(i).get(3)).isEqualTo(months.get(i - 1).get(5));
    }
  }

  @Test
  void readsEveryExampleOfThePage() {
    assertThat(credits()).hasSize(16);
    assertThat(months()).hasSize(4);
  }
}
