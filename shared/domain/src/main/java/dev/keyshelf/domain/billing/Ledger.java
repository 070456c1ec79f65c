package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** The charges and credits of a partner. Each is written by its command's own transaction. */
public interface Ledger {
  /**
   * Lists the entries of a month in the order they were booked.
   *
   * @param after where an earlier page ended, in this month
   */
  Page list(PartnerId partner, YearMonth month, int limit, Optional<LedgerKey> after);

  /** Some entries, and where to go on if there may be more. */
  record Page(List<LedgerEntry> entries, Optional<LedgerKey> next) {}
}
