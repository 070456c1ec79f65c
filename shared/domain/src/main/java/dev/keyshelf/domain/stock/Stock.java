package dev.keyshelf.domain.stock;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.key.Fingerprint;
import dev.keyshelf.domain.key.KeyBatch;
import dev.keyshelf.domain.key.Supply;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The keys that nobody has bought, the batches that brought keys, and the keys that were sold. */
public interface Stock {
  /** Lists the batches that were imported into a pool, by name. */
  List<KeyBatch> batches(String pool);

  /** Lists the pools to which keys of this pool were ever moved. */
  List<String> movedFrom(String pool);

  /** Counts the keys of a pool that are in quarantine; empty if the time ran out. */
  OptionalLong quarantined(String pool, TimeLeft timeLeft);

  /**
   * A page of the keys of a shard.
   *
   * @param next where the next page begins (exclusive); empty on the last page
   */
  record Page(List<StockedKey> keys, Optional<String> next) {
    /** Copies the list. */
    public Page {
      keys = List.copyOf(keys);
    }
  }

  /** Lists the keys of a shard of a pool that are on a shelf now. */
  Page list(String pool, Shelf shelf, int shard, Optional<String> after);

  /** Where a key is whose text an operator has. */
  sealed interface Trace {
    /** The store does not know the key. */
    record Unknown() implements Trace {}

    /**
     * The key was withdrawn, and stays known.
     *
     * @param work the id of the work that withdrew it
     */
    record Withdrawn(String work) implements Trace {}

    /** The key is in stock: nobody has bought it. */
    record Stocked(StockedKey key) implements Trace {}

    /** The key is neither in stock nor withdrawn, so somebody has bought it. */
    record Gone(StockWork.Lost key) implements Trace {}

    /** Keyshelf generated the key, or an early release imported it, so its place is not known. */
    record Elsewhere() implements Trace {}
  }

  /** Finds keys. Returns one trace for each fingerprint, in the same order. */
  List<Trace> find(List<Fingerprint> keys);

  /** Finds those of the keys that were sold. A key that was sold a moment ago may be missing. */
  List<SoldKey> sold(List<StockWork.Lost> keys);

  /**
   * A page of sold keys.
   *
   * @param next where the next page begins (exclusive); empty on the last page
   */
  record SoldPage(List<SoldKey> keys, Optional<String> next) {
    /** Copies the list. */
    public SoldPage {
      keys = List.copyOf(keys);
    }
  }

  /** Lists the sold keys of a batch by their random id. A key just sold may be missing. */
  SoldPage sold(Supply batch, int limit, Optional<String> after);

  /** Finds the work that was begun under an id. */
  Optional<StockWork> find(String id);

  /**
   * Begins work and records that in the log, in one transaction.
   *
   * @param move the pools between which keys are about to move; stored before the transaction
   * @return STALE if work was begun under this id before
   */
  Commit begin(StockWork work, ActivityRecord begun, List<Move> move);

  /** States that keys of a pool may have been moved to another one. */
  record Move(String from, String to) {}

  /** Returns how many keys one transaction can change in this way. */
  int most(Change change);

  /**
   * Changes keys and adds their number to the work's count, in one transaction.
   *
   * @return STALE if one of the keys has moved since it was read, or if the work has ended
   */
  Commit change(StockWork work, Change change, List<StockedKey> keys);

  /**
   * Returns those of some keys that could not be changed because an order or another command took
   * them. Leaves out the keys that another run of the same work has changed.
   */
  List<StockedKey> taken(Change change, List<StockedKey> keys);

  /** Stores the keys that an order or another command took before this work could change them. */
  void note(StockWork work, List<String> lost);

  /** Stores how far a run came, so that the next run of the same work goes on there. */
  void reached(StockWork work, StockWork.Place place);

  /**
   * Ends work and records that in the log, in one transaction.
   *
   * @return STALE if the work was ended before
   */
  Commit end(StockWork work, ActivityRecord done);
}
