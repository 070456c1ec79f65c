package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A line of an operator's file of payments. It pays an invoice, or undoes an earlier line, or pays
 * out a credit.
 *
 * @param line where it stands in the file, counted from 1
 * @param invoice the number of the invoice that is paid, as printed; empty for others
 * @param undoes the reference of the payment or payout that it undoes; empty for others
 * @param amount more than zero
 * @param on the day on which the money moved
 */
public record PaymentLine(
    int line,
    PartnerId partner,
    Optional<String> invoice,
    Optional<String> undoes,
    String reference,
    Money amount,
    LocalDate on) {
  /**
   * Checks that it does one thing.
   *
   * @throws IllegalArgumentException if it pays an invoice and undoes another line
   */
  public PaymentLine {
    if (invoice.isPresent() && undoes.isPresent()) {
      throw new IllegalArgumentException("a line pays an invoice or undoes another line");
    }
  }
}
