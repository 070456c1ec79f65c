package dev.keyshelf.domain.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The late entries of the watched months. They are read once, when they are first needed. */
final class LateEntries {
  private final LedgerReading reading;
  private final BillingAccount account;
  private Optional<List<LedgerEntry>> found = Optional.empty();

  LateEntries(LedgerReading reading, BillingAccount account) {
    this.reading = reading;
    this.account = account;
  }

  /** Returns the late entries in the ledger's order. */
  List<LedgerEntry> list() {
    if (found.isEmpty()) {
      var late = new ArrayList<LedgerEntry>();
      reading.late(account, late::add);
      found = Optional.of(List.copyOf(late));
    }
    return found.get();
  }
}
