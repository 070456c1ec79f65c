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
 * Locks items that are being changed. No request waits for a transaction: it is refused if a
 * transaction holds its item, as in the service. Writes wait for single writes, which are short.
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
   * Items that are locked until this is closed.
   *
   * @param conflicting the items that could not be locked, because a transaction holds them
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

  /** Locks items for single writes. Waits for other single writes. */
  Held forWrites(Collection<Bytes> places) {
    var held = new HashSet<Bytes>();
    var conflicting = new HashSet<Bytes>();
    guard.lock();
    try {
      // Locks in a fixed order, so that two batches cannot deadlock.
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
   * Locks all items for a transaction, or none. Waits for single writes, but not for another
   * transaction.
   *
   * @return the locked items, or the conflicting ones if another transaction holds any
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

  /** Returns the items that are being written. A reading transaction conflicts with these. */
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
