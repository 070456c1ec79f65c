package dev.keyshelf.embedded.transactions;

import dev.keyshelf.embedded.items.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who changes or reads which items at the moment. Nobody waits for a transaction: whoever meets one
 * is told so, as in the service. Single writes and reads are short, and are waited for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">Transaction
 *     conflict handling in DynamoDB</a>
 */
final class ItemLocks {
  private enum Holder {
    WRITE,
    TRANSACTION,
    READ
  }

  private static final class Hold {
    private final Holder holder;
    private int count = 1;

    Hold(Holder holder) {
      this.holder = holder;
    }
  }

  private final ReentrantLock guard = new ReentrantLock();
  private final Condition freed = guard.newCondition();
  private final Map<Bytes, Hold> holds = new HashMap<>();

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

  /** Holds items for single writes; waits for other single writes and for reads. */
  Held forWrites(Collection<Bytes> places) {
    var held = new HashSet<Bytes>();
    var conflicting = new HashSet<Bytes>();
    guard.lock();
    try {
      // In order: two batches that wait for each other's items would wait for ever.
      for (Bytes place : new TreeSet<>(places)) {
        while (isHeldBy(place, Holder.WRITE) || isHeldBy(place, Holder.READ)) {
          freed.awaitUninterruptibly();
        }
        if (holds.containsKey(place)) {
          conflicting.add(place);
        } else {
          holds.put(place, new Hold(Holder.WRITE));
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
        if (heldBy(places, Set.of(Holder.WRITE, Holder.READ)).isEmpty()) {
          places.forEach(place -> holds.put(place, new Hold(Holder.TRANSACTION)));
          return new Held(this, Set.copyOf(places), Set.of());
        }
        freed.awaitUninterruptibly();
      }
    } finally {
      guard.unlock();
    }
  }

  /** Holds items for a reading transaction, all or none; does not wait for writes. */
  Held forReading(Collection<Bytes> places) {
    guard.lock();
    try {
      var conflicting = heldBy(places, Set.of(Holder.TRANSACTION, Holder.WRITE));
      if (!conflicting.isEmpty()) {
        return new Held(this, Set.of(), conflicting);
      }
      for (Bytes place : places) {
        holds.merge(
            place,
            new Hold(Holder.READ),
            (before, _) -> {
              before.count++;
              return before;
            });
      }
      return new Held(this, Set.copyOf(places), Set.of());
    } finally {
      guard.unlock();
    }
  }

  private boolean isHeldBy(Bytes place, Holder holder) {
    Hold hold = holds.get(place);
    return hold != null && hold.holder == holder;
  }

  private Set<Bytes> heldBy(Collection<Bytes> places, Set<Holder> holders) {
    List<Bytes> found = new ArrayList<>();
    for (Bytes place : places) {
      if (holders.stream().anyMatch(holder -> isHeldBy(place, holder))) {
        found.add(place);
      }
    }
    return Set.copyOf(found);
  }

  private void release(Set<Bytes> items) {
    guard.lock();
    try {
      for (Bytes place : items) {
        holds.computeIfPresent(place, (_, hold) -> --hold.count == 0 ? null : hold);
      }
      freed.signalAll();
    } finally {
      guard.unlock();
    }
  }
}
