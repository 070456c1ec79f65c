package dev.keyshelf.domain.billing;

import static dev.keyshelf.domain.Bought.CUSTOMER;
import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.ORDER;
import static dev.keyshelf.domain.Bought.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.MonthStatement.Total;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MonthStatementTest {
  private static final YearMonth JUNE = YearMonth.of(2020, 6);

  @Test
  void isWhatWasChargedLessWhatWasCredited() {
    var statement = statementOf(charge("1", "100.00", "USD"), creditNote("2", "94.30", "USD"));

    assertThat(statement.totals())
        .containsExactly(new Total(Money.of("100.00", "USD"), Money.of("94.30", "USD")));
    assertThat(statement.totals().getFirst().net()).isEqualTo(Money.of("5.70", "USD"));
  }

  @Test
  void isNegativeWhenMoreWasCreditedThanCharged() {
    var statement = statementOf(creditNote("1", "94.30", "USD"));

    assertThat(statement.totals().getFirst().net()).isEqualTo(Money.of("-94.30", "USD"));
  }

  @Test
  void addsUpEachCurrencyByItself() {
    var statement =
        statementOf(
            charge("1", "100.00", "USD"), charge("2", "500", "JPY"), charge("3", "1.50", "USD"));

    assertThat(statement.totals())
        .containsExactly(
            new Total(Money.of("101.50", "USD"), Money.of("0.00", "USD")),
            new Total(Money.of("500", "JPY"), Money.of("0", "JPY")));
  }

  @Test
  void readsAllPagesOfTheLedger() {
    var statement =
        statementOf(
            charge("1", "1.00", "USD"), charge("2", "1.00", "USD"), charge("3", "1.00", "USD"));

    assertThat(statement.entries()).extracting(LedgerEntry::id).containsExactly("1", "2", "3");
  }

  @Test
  void hasNoTotalsForAnEmptyMonth() {
    assertThat(statementOf().totals()).isEmpty();
  }

  @Test
  void ownsAnEntryByItsUtcMonth() {
    assertThat(chargedAt(Instant.parse("2020-06-30T23:59:59.999Z")).month()).isEqualTo(JUNE);
    assertThat(chargedAt(Instant.parse("2020-07-01T00:00:00Z")).month())
        .isEqualTo(JUNE.plusMonths(1));
  }

  private static MonthStatement statementOf(LedgerEntry... entries) {
    return MonthStatement.of(new LedgerInPagesOfOne(List.of(entries)), PARTNER, JUNE);
  }

  private static LedgerEntry charge(String id, String amount, String currency) {
    return new LedgerEntry.Charge(id, PARTNER, CUSTOMER, ORDER, NOON, lines(amount, currency));
  }

  private static LedgerEntry chargedAt(Instant at) {
    return new LedgerEntry.Charge("1", PARTNER, CUSTOMER, ORDER, at, lines("1.00", "USD"));
  }

  private static LedgerEntry creditNote(String id, String amount, String currency) {
    return new LedgerEntry.CreditNote(id, PARTNER, CUSTOMER, ORDER, NOON, lines(amount, currency));
  }

  private static List<LedgerLine> lines(String amount, String currency) {
    var money = Money.of(amount, currency);
    return List.of(
        new LedgerLine(1, new SkuId("sql"), "SQL", 1, money, Money.zero(money.currency()), "1 x"));
  }

  private record LedgerInPagesOfOne(List<LedgerEntry> entries) implements Ledger {
    @Override
    public Page list(PartnerId partner, YearMonth month, int limit, Optional<String> after) {
      var from = after.map(Integer::parseInt).orElse(0);
      var to = Math.min(entries.size(), from + 1);
      return new Page(
          entries.subList(from, to),
          to < entries.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }
  }
}
