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

/** The keys that nobody has bought, the batches that brought them, and who bought which. */
public interface Stock {
  /** Lists the batches that were imported into a pool, by name. */
  List<KeyBatch> batches(String pool);

  /** Lists the pools that keys of this pool were ever moved to. */
  List<String> movedFrom(String pool);

  /** Counts the keys of a pool that are in quarantine; empty when the time ran out. */
  OptionalLong quarantined(String pool, TimeLeft timeLeft);

  /** Some keys of a shard, and where to go on if there may be more. */
  record Page(List<StockedKey> keys, Optional<String> next) {
    /** Copies the list in. */
    public Page {
      keys = List.copyOf(keys);
    }
  }

  /** Lists the keys of a shelf of a pool's shard, as they are now. */
  Page list(String pool, Shelf shelf, int shard, Optional<String> after);

  /** What is known of a key that an operator holds in hand. */
  sealed interface Trace {
    /** No import brought it. */
    record Unknown() implements Trace {}

    /** It was withdrawn by this work, and stays known. */
    record Withdrawn(String work) implements Trace {}

    /** Nobody has bought it. */
    record Stocked(StockedKey key) implements Trace {}

    /** It is neither in stock nor withdrawn: somebody bought it, as {@code origin#id} tells. */
    record Gone(StockWork.Lost key) implements Trace {}

    /** It was made, not supplied, or imported by an early release: where it is cannot be told. */
    record Elsewhere() implements Trace {}
  }

  /** Finds keys, in the order in which they are asked for. */
  List<Trace> find(List<Fingerprint> keys);

  /** Finds the sold keys among these; one that was sold a moment ago may be missing. */
  List<SoldKey> sold(List<StockWork.Lost> keys);

  /** Some sold keys, and where to go on if there may be more. */
  record SoldPage(List<SoldKey> keys, Optional<String> next) {
    /** Copies the list in. */
    public SoldPage {
      keys = List.copyOf(keys);
    }
  }

  /** Lists the sold keys of a batch, in no telling order; one sold a moment ago may be missing. */
  SoldPage sold(Supply batch, int limit, Optional<String> after);

  /** Finds what was begun under an id. */
  Optional<StockWork> find(String id);

  /**
   * Begins work, together with its record in the log.
   *
   * @param move the pools between which keys are about to move
   * @return STALE if work was begun under this id before
   */
  Commit begin(StockWork work, ActivityRecord begun, List<Move> move);

  /** That keys of a pool are in another one, too. */
  record Move(String from, String to) {}

  /** Returns how many keys one transaction can change so. */
  int most(Change change);

  /**
   * Changes keys in one transaction, which also counts them.
   *
   * @return STALE if one of them is no longer where it was read, or the work is done; nothing is
   *     changed then
   */
  Commit change(StockWork work, Change change, List<StockedKey> keys);

  /**
   * Returns those of some keys that could not be changed so because somebody else took them; not
   * those that are changed so by now, by another run of the same work.
   */
  List<StockedKey> taken(Change change, List<StockedKey> keys);

  /** Notes keys that another took before this work did. */
  void note(StockWork work, List<String> lost);

  /** Ends work, together with its record in the log; STALE if it was ended before. */
  Commit end(StockWork work, ActivityRecord done);
}
