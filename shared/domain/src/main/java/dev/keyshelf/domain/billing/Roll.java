package dev.keyshelf.domain.billing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The entries that the invoices of a month cover. A roll has the ledger ranges of these entries and
 * a fingerprint of their keys, because a late entry can come into any range. It is written before
 * the invoices that refer to it. Its id contains the fingerprint, so writing it again changes
 * nothing.
 *
 * @param id the month and a fingerprint of the keys
 * @param ranges one for each ledger month, in their order; the months of late entries come first
 */
public record Roll(String id, List<Range> ranges) {
  private static final int FINGERPRINT_BYTES = 16;

  /** Copies the list. */
  public Roll {
    ranges = List.copyOf(ranges);
  }

  /**
   * A range of one ledger month.
   *
   * @param first the key of the first covered entry, inclusive
   * @param last the key of the last covered entry, inclusive
   * @param entries how many entries of the range are covered
   */
  public record Range(YearMonth month, LedgerKey first, LedgerKey last, int entries) {
    /** Returns whether an entry is between the first and the last. It can still be another's. */
    boolean spans(LedgerKey entry) {
      return entry.compareTo(first) >= 0 && entry.compareTo(last) <= 0;
    }
  }

  /** Returns the roll of a month's invoices, from the keys of all entries in the ledger's order. */
  static Roll of(YearMonth month, List<LedgerKey> keys) {
    SortedMap<YearMonth, Range> ranges = new TreeMap<>();
    var digest = sha256();
    for (var key : keys) {
      digest.update((key.at() + "#" + key.id() + "\n").getBytes(StandardCharsets.UTF_8));
      ranges.merge(
          key.month(),
          new Range(key.month(), key, key, 1),
          (range, _) -> new Range(range.month(), range.first(), key, range.entries() + 1));
    }
    var fingerprint = HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    return new Roll(month + "-" + fingerprint, List.copyOf(ranges.values()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
