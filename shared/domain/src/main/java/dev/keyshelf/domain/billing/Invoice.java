package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/**
 * The invoice of a partner for a UTC month in one currency; never changed once issued. It holds
 * what the entries come to and which they are, not the entries.
 *
 * @param number from 1, without gaps, over all invoices of the partner
 * @param roll the entries of the month's invoices, of all currencies; empty on invoices of earlier
 *     releases that only carry a credit on
 */
public record Invoice(
    PartnerId partner,
    YearMonth month,
    long number,
    Instant issuedAt,
    Settlement settlement,
    Optional<Roll> roll) {
  /** Gives the number as it is written on the invoice. */
  public String numberText() {
    return String.format(Locale.ROOT, "INV-%06d", number);
  }

  /** Gives the currency. */
  public Currency currency() {
    return settlement.totals().currency();
  }
}
