package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** The charges and credit notes of a partner. Each is written by its command's own transaction. */
public interface Ledger {
  /**
   * Lists the entries of a month in the order in which they were booked.
   *
   * @param after where the previous page ended, in this month
   */
  Page list(PartnerId partner, YearMonth month, int limit, Optional<LedgerKey> after);

  /** Finds the entries that were booked at an instant, to the millisecond. They are few. */
  List<LedgerEntry> at(PartnerId partner, Instant at);

  /** Some entries, and where the next page starts if there may be more. */
  record Page(List<LedgerEntry> entries, Optional<LedgerKey> next) {}
}
