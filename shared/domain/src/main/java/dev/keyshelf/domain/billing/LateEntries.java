package dev.keyshelf.domain.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came late to the months before one: looked for when it is asked for, and once. */
final class LateEntries {
  private final LedgerReading reading;
  private final BillingAccount account;
  private Optional<List<LedgerEntry>> found = Optional.empty();

  LateEntries(LedgerReading reading, BillingAccount account) {
    this.reading = reading;
    this.account = account;
  }

  /** Gives them in the ledger's order. */
  List<LedgerEntry> list() {
    if (found.isEmpty()) {
      var late = new ArrayList<LedgerEntry>();
      reading.late(account, late::add);
      found = Optional.of(List.copyOf(late));
    }
    return found.get();
  }
}
