package dev.keyshelf.domain.stock;

import dev.keyshelf.domain.activity.Operation;
import java.util.Set;

/** What is to become of keys that nobody has bought. */
public sealed interface Change {
  /** Returns where keys must lie for this. */
  Set<Shelf> from();

  /** Returns how the log calls it. */
  Operation operation();

  /**
   * They are removed, text and all.
   *
   * @param importable whether they may be imported again; otherwise they stay known for good
   */
  record Withdraw(boolean importable) implements Change {
    @Override
    public Set<Shelf> from() {
      return Set.of(Shelf.FOR_SALE, Shelf.QUARANTINE);
    }

    @Override
    public Operation operation() {
      return Operation.KEYS_WITHDRAWN;
    }
  }

  /** They go to another pool, and keep their form and where they came from. */
  record Move(String to) implements Change {
    @Override
    public Set<Shelf> from() {
      return Set.of(Shelf.FOR_SALE);
    }

    @Override
    public Operation operation() {
      return Operation.KEYS_MOVED;
    }
  }

  /** No order takes them until they are released. */
  record Quarantine() implements Change {
    @Override
    public Set<Shelf> from() {
      return Set.of(Shelf.FOR_SALE);
    }

    @Override
    public Operation operation() {
      return Operation.KEYS_QUARANTINED;
    }
  }

  /** They are for sale again, in the pool that they were in. */
  record Release() implements Change {
    @Override
    public Set<Shelf> from() {
      return Set.of(Shelf.QUARANTINE);
    }

    @Override
    public Operation operation() {
      return Operation.KEYS_RELEASED;
    }
  }
}
