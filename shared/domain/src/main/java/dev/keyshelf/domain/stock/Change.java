package dev.keyshelf.domain.stock;

import dev.keyshelf.domain.activity.Operation;
import java.util.Set;

/** A change of keys that nobody has bought. */
public sealed interface Change {
  /** Returns the shelves on which this change finds its keys. */
  Set<Shelf> from();

  /** Returns the operation under which the log records this change. */
  Operation operation();

  /**
   * Removes the keys with their sealed texts.
   *
   * @param importable whether the keys may be imported again; if not, they stay known forever
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

  /** Moves the keys to another pool. They keep their form and their origin. */
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

  /** Puts the keys into quarantine. No order takes them until they are released. */
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

  /** Puts the keys back on sale, in the same pool. */
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
