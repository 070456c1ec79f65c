package dev.keyshelf.domain.party;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When invoices are due.
 *
 * @param days after the date of issue; zero if they are due at once
 * @param note further words for the document, in its language; empty if none
 */
public record PaymentTerms(int days, Optional<String> note) {
  /** The most days. */
  public static final int MOST_DAYS = 365;

  /**
   * Checks the days.
   *
   * @throws IllegalArgumentException if they are below zero or too many
   */
  public PaymentTerms {
    if (days < 0 || days > MOST_DAYS) {
      throw new IllegalArgumentException("payment terms must have 0 to 365 days");
    }
  }

  /** Returns the day on which an invoice is due, counted in UTC dates. */
  public LocalDate dueOn(Instant issuedAt) {
    return LocalDate.ofInstant(issuedAt, ZoneOffset.UTC).plusDays(days);
  }
}
