package dev.keyshelf.domain.billing;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;

/** The place of an entry in the ledger. Entries are ordered by booking instant, then by id. */
public record LedgerKey(Instant at, String id) implements Comparable<LedgerKey> {
  private static final Comparator<LedgerKey> ORDER =
      Comparator.comparing(LedgerKey::at).thenComparing(LedgerKey::id);

  /** Returns the UTC month that the entry belongs to. */
  public YearMonth month() {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }

  @Override
  public int compareTo(LedgerKey other) {
    return ORDER.compare(this, other);
  }
}
