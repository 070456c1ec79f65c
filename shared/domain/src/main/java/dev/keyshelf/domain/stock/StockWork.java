package dev.keyshelf.domain.stock;

import java.util.List;
import java.util.Optional;

/**
 * The progress of an operator's change of stock. After an interruption it continues under its id.
 *
 * @param fingerprint a hash of what the command asked for
 * @param changed how many keys were changed so far
 * @param lost the keys that were taken before this work could change them, as {@code origin#id}; at
 *     most about 1,000
 * @param place where the next run goes on; empty if that is the beginning
 * @param isDone whether the log has the end of the work
 */
public record StockWork(
    String id,
    String fingerprint,
    long changed,
    List<String> lost,
    Optional<Place> place,
    boolean isDone) {
  private static final char BETWEEN = '#';

  /** Copies the list. */
  public StockWork {
    lost = List.copyOf(lost);
  }

  /** Returns work that has not begun. */
  static StockWork fresh(String id, String fingerprint) {
    return new StockWork(id, fingerprint, 0, List.of(), Optional.empty(), false);
  }

  /**
   * A place in the pools of the work. All keys before it were looked at.
   *
   * @param pools the pools of the work, in its order. If other pools were added meanwhile, the work
   *     begins again
   * @param after the last key that was looked at; empty at the beginning of a shard
   */
  public record Place(
      List<String> pools, String pool, Shelf shelf, int shard, Optional<String> after) {
    /** Copies the list. */
    public Place {
      pools = List.copyOf(pools);
    }
  }

  /** Returns the text {@code origin#id} of a lost key. */
  static String noteOf(StockedKey key) {
    return key.supply().origin() + BETWEEN + key.key().id();
  }

  /**
   * A lost key.
   *
   * @param origin the pool and batch that it was imported with, as {@code pool/batch}
   * @param id the key's id
   */
  public record Lost(String origin, String id) {
    /** Parses the text {@code origin#id}. */
    public static Lost of(String note) {
      var end = note.lastIndexOf(BETWEEN);
      return new Lost(note.substring(0, end), note.substring(end + 1));
    }
  }

  /** Returns the lost keys. */
  List<Lost> losses() {
    return lost.stream().map(Lost::of).toList();
  }
}
