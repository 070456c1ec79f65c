package dev.keyshelf.domain.billing;

import java.util.Set;

/**
 * A part of a {@link Roll}: consecutive entries of one month's ledger.
 *
 * @param first the key of the first entry that it names, inclusive
 * @param last the key of the last entry that it names, inclusive
 * @param ids of the entries that it names
 */
public record RollPart(LedgerKey first, LedgerKey last, Set<String> ids) {
  /** Copies the set. */
  public RollPart {
    ids = Set.copyOf(ids);
  }

  /** Returns whether an entry of this month's ledger is between the first and the last. */
  boolean spans(LedgerKey entry) {
    return entry.compareTo(first) >= 0 && entry.compareTo(last) <= 0;
  }
}
