package dev.keyshelf.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {
  private static Settlement settlement(String charged, String credited, String carriedIn) {
    var none = usd("0.00");
    return new Settlement(
        new Totals(usd(charged), none, usd(credited), none, 1, 1, List.of()), usd(carriedIn));
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }

  @ParameterizedTest
  @CsvSource({
    "100.00, 40.00, 0.00, 60.00, 0.00",
    "100.00, 100.00, 0.00, 0.00, 0.00",
    "100.00, 100.01, 0.00, 0.00, -0.01",
    "100.00, 40.00, -50.00, 10.00, 0.00",
    "100.00, 40.00, -60.01, 0.00, -0.01",
    "0.00, 0.00, -7.00, 0.00, -7.00"
  })
  void isDueOrCarriedOn(String charged, String credited, String in, String due, String out) {
    var settlement = settlement(charged, credited, in);

    assertThat(settlement.due()).isEqualTo(usd(due));
    assertThat(settlement.carriedOut()).isEqualTo(usd(out));
  }

  @ParameterizedTest
  @CsvSource({
    "100.00, 40.00, 0.00, INVOICE",
    "100.00, 100.00, 0.00, INVOICE",
    "100.00, 40.00, -500.00, INVOICE",
    "100.00, 100.01, 0.00, CREDIT_NOTE",
    "0.00, 0.01, 0.00, CREDIT_NOTE"
  })
  void isACreditNoteIfItsGrossIsBelowZero(
      String charged, String credited, String in, DocumentType type) {
    assertThat(settlement(charged, credited, in).documentType()).isEqualTo(type);
  }

  @Test
  void refusesToCarryADebtIn() {
    assertThatThrownBy(() -> settlement("1.00", "0.00", "0.01"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-01T00:59:59.999Z, 2026-10",
    "2026-12-01T01:00:00Z, 2026-11",
    "2027-01-01T00:30:00Z, 2026-11",
    "2024-03-01T01:00:00Z, 2024-02"
  })
  void isDueForTheLastMonthThatEndedAnHourAgoOrEarlier(String now, String month) {
    assertThat(IssueInvoices.lastDueAt(Instant.parse(now))).isEqualTo(YearMonth.parse(month));
  }
}
