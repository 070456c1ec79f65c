package dev.keyshelf.domain.billing;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;

/** Where an entry stands in the ledger: by when it was booked, then by its id. */
public record LedgerKey(Instant at, String id) implements Comparable<LedgerKey> {
  private static final Comparator<LedgerKey> ORDER =
      Comparator.comparing(LedgerKey::at).thenComparing(LedgerKey::id);

  /** Gives the UTC month whose ledger it stands in. */
  public YearMonth month() {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }

  @Override
  public int compareTo(LedgerKey other) {
    return ORDER.compare(this, other);
  }
}
