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
 * Which entries the invoices of a month cover: the ranges of the ledger they stand in, and, since
 * an entry can come late into any range, exactly which of them. It is written before the invoices
 * that name it, under the fingerprint of what it names: written again it is the same.
 *
 * @param id the month and a fingerprint of the keys
 * @param ranges one for each month of the ledger, in their order; late entries come first
 */
public record Roll(String id, List<Range> ranges) {
  private static final int FINGERPRINT_BYTES = 16;

  /** Copies the list in. */
  public Roll {
    ranges = List.copyOf(ranges);
  }

  /**
   * A range of one month of the ledger.
   *
   * @param first inclusive
   * @param last inclusive
   * @param entries how many of the entries in it are covered
   */
  public record Range(YearMonth month, LedgerKey first, LedgerKey last, int entries) {}

  /** Gives the roll of a month's invoices from the keys of all entries, in the ledger's order. */
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
