package dev.keyshelf.embedded.transactions;

import dev.keyshelf.embedded.items.Bytes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which items are being changed. Nobody waits for a transaction: a request that meets one is
 * refused, as in the service. Single writes are short, and others wait for them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">Transaction
 *     conflict handling in DynamoDB</a>
 */
final class ItemLocks {
  private enum Holder {
    WRITE,
    TRANSACTION
  }

  private final ReentrantLock guard = new ReentrantLock();
  private final Condition freed = guard.newCondition();
  private final Map<Bytes, Holder> holders = new HashMap<>();

  /**
   * Items that are held until this is closed.
   *
   * @param conflicting those that could not be held, as a transaction has them
   */
  record Held(ItemLocks locks, Set<Bytes> items, Set<Bytes> conflicting) implements AutoCloseable {
    boolean hasConflict() {
      return !conflicting.isEmpty();
    }

    @Override
    public void close() {
      locks.release(items);
    }
  }

  /** Holds items for single writes; waits for other single writes. */
  Held forWrites(Collection<Bytes> places) {
    var held = new HashSet<Bytes>();
    var conflicting = new HashSet<Bytes>();
    guard.lock();
    try {
      // In order: two batches that wait for each other's items would wait for ever.
      for (Bytes place : new TreeSet<>(places)) {
        while (holders.get(place) == Holder.WRITE) {
          freed.awaitUninterruptibly();
        }
        if (holders.containsKey(place)) {
          conflicting.add(place);
        } else {
          holders.put(place, Holder.WRITE);
          held.add(place);
        }
      }
    } finally {
      guard.unlock();
    }
    return new Held(this, held, conflicting);
  }

  /**
   * Holds items for a transaction, all or none; does not wait for another transaction.
   *
   * @return the items of which another transaction holds any, if there are such
   */
  Held forTransaction(Collection<Bytes> places) {
    guard.lock();
    try {
      while (true) {
        var conflicting = heldBy(places, Set.of(Holder.TRANSACTION));
        if (!conflicting.isEmpty()) {
          return new Held(this, Set.of(), conflicting);
        }
        if (heldBy(places, Set.of(Holder.WRITE)).isEmpty()) {
          places.forEach(place -> holders.put(place, Holder.TRANSACTION));
          return new Held(this, Set.copyOf(places), Set.of());
        }
        freed.awaitUninterruptibly();
      }
    } finally {
      guard.unlock();
    }
  }

  /** Returns the items that are being written: a reading transaction conflicts with these. */
  Set<Bytes> written(Collection<Bytes> places) {
    guard.lock();
    try {
      return heldBy(places, Set.of(Holder.TRANSACTION, Holder.WRITE));
    } finally {
      guard.unlock();
    }
  }

  private Set<Bytes> heldBy(Collection<Bytes> places, Set<Holder> any) {
    var found = new HashSet<Bytes>();
    for (Bytes place : places) {
      Holder holder = holders.get(place);
      if (holder != null && any.contains(holder)) {
        found.add(place);
      }
    }
    return found;
  }

  private void release(Set<Bytes> items) {
    guard.lock();
    try {
      holders.keySet().removeAll(items);
      freed.signalAll();
    } finally {
      guard.unlock();
    }
  }
}
