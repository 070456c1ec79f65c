package dev.keyshelf.domain.stock;

import java.util.List;

/**
 * How far an operator's change of stock is. It goes on under its id after whatever broke it off.
 *
 * @param fingerprint equal exactly when what was asked for is
 * @param changed how many keys it changed so far
 * @param lost keys that another took before this did, 1,000 of them at most: {@code origin#id}
 * @param isDone whether its end is in the log
 */
public record StockWork(
    String id, String fingerprint, long changed, List<String> lost, boolean isDone) {
  private static final char BETWEEN = '#';

  /** Copies the list in. */
  public StockWork {
    lost = List.copyOf(lost);
  }

  /** Returns work that has not begun. */
  static StockWork fresh(String id, String fingerprint) {
    return new StockWork(id, fingerprint, 0, List.of(), false);
  }

  /** Returns how a lost key is noted. */
  static String noteOf(StockedKey key) {
    return key.supply().origin() + BETWEEN + key.key().id();
  }

  /** The parts of a note: the batch with its pool, and the key's id. */
  public record Lost(String origin, String id) {
    /** Reads a note. */
    public static Lost of(String note) {
      var end = note.lastIndexOf(BETWEEN);
      return new Lost(note.substring(0, end), note.substring(end + 1));
    }
  }

  /** Returns what was noted of keys that another took. */
  List<Lost> losses() {
    return lost.stream().map(Lost::of).toList();
  }
}
