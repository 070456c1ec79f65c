package dev.keyshelf.domain.order;

import dev.keyshelf.domain.key.Backlog;
import dev.keyshelf.domain.key.Backlogs;
import dev.keyshelf.domain.key.KeyPools;
import dev.keyshelf.domain.key.PooledKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Checks whether the pools have enough keys for an order's lines and for the orders that wait
 * already. Picks the keys that leave with the order, but does not take them.
 */
final class Reserving {
  private final KeyPools pools;
  private final Backlogs waiting;

  Reserving(KeyPools pools, Backlogs waiting) {
    this.pools = pools;
    this.waiting = waiting;
  }

  /** The outcome of {@link #pick}. */
  sealed interface Outcome {
    /** The pools have enough keys. */
    record Picked(Reservation reservation) implements Outcome {}

    /** The pools have too few keys for these lines. */
    record TooFew(List<LineFault> faults) implements Outcome {}

    /** The pools or backlogs changed between the reads. */
    record Changed() implements Outcome {}
  }

  Outcome pick(List<OrderLine> lines) {
    var names = Shares.pools(lines);
    if (names.isEmpty()) {
      return new Outcome.Picked(Reservation.none());
    }
    var shares = Shares.of(lines);
    // The backlogs are read before the pools. If a waiting order gets a key between the two reads,
    // too few keys seem to be available, and at worst this order is decided again. With the pools
    // read first, too many keys would seem to be available.
    var backlogs = waiting.backlogs(names);
    Map<String, Deque<PooledKey>> picked = new HashMap<>();
    Map<String, Long> available = new HashMap<>();
    for (var pool : names) {
      look(pool, lines, shares, backlogs.getOrDefault(pool, Backlog.none(pool)), picked, available);
    }
    var faults = faults(lines, available);
    if (!faults.isEmpty()) {
      return isWaitedFor(backlogs) && !backlogs.equals(waiting.backlogs(names))
          ? new Outcome.Changed()
          : new Outcome.TooFew(faults);
    }
    return taken(lines, shares, picked)
        .<Outcome>map(keys -> new Outcome.Picked(new Reservation(keys, shares.later(), backlogs)))
        .orElseGet(Outcome.Changed::new);
  }

  private static boolean isWaitedFor(Map<String, Backlog> backlogs) {
    return backlogs.values().stream().anyMatch(each -> each.keys() > 0);
  }

  /**
   * Finds how many keys a pool has for this order, and picks those to take now. If they are all the
   * order needs and no other order waits, one query does both. Otherwise the keys are also counted.
   */
  private void look(
      String pool,
      List<OrderLine> lines,
      Shares shares,
      Backlog backlog,
      Map<String, Deque<PooledKey>> picked,
      Map<String, Long> available) {
    var needed = 0;
    var now = 0;
    for (var line : lines) {
      if (Shares.pool(line).filter(pool::equals).isPresent()) {
        needed += line.purchase().reservedKeys();
        now += shares.of(line);
      }
    }
    var counted =
        now < needed || backlog.keys() > 0
            ? OptionalLong.of(pools.count(pool, needed + backlog.keys()) - backlog.keys())
            : OptionalLong.empty();
    var keys = pools.pick(pool, now);
    picked.put(pool, new ArrayDeque<>(keys));
    available.put(pool, counted.orElse(keys.size()));
  }

  /**
   * Finds the lines for which the pools have too few keys. The lines are served in their order, and
   * a line with a fault takes none.
   */
  private static List<LineFault> faults(List<OrderLine> lines, Map<String, Long> available) {
    var left = new HashMap<>(available);
    var faults = new ArrayList<LineFault>();
    for (var line : lines) {
      var needed = line.purchase().reservedKeys();
      var pool = Shares.pool(line);
      if (pool.isPresent()) {
        var there = left.getOrDefault(pool.get(), 0L);
        if (there < needed) {
          faults.add(new LineFault.KeysExhausted(line.number() - 1, line.purchase().sku(), needed));
        } else {
          left.put(pool.get(), there - needed);
        }
      }
    }
    return faults;
  }

  /** Assigns the picked keys to the lines; empty if some keys are gone since they were counted. */
  private static Optional<Map<Integer, List<PooledKey>>> taken(
      List<OrderLine> lines, Shares shares, Map<String, Deque<PooledKey>> picked) {
    Map<Integer, List<PooledKey>> keys = new HashMap<>();
    for (var line : lines) {
      var left = Shares.pool(line).map(picked::get).orElseGet(ArrayDeque::new);
      var share = new ArrayList<PooledKey>();
      for (int i = shares.of(line); i > 0; i--) {
        if (left.isEmpty()) {
          return Optional.empty();
        }
        share.add(left.removeFirst());
      }
      keys.put(line.number(), share);
    }
    return Optional.of(keys);
  }
}
