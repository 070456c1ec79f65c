package dev.keyshelf.domain.key;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.key.Backorders.Reserved;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Reserves the keys that orders have paid for and that did not fit into the transaction that placed
 * them. Each line is a transaction of its own, so that it can break off anywhere and go on later:
 * the order's own request begins, and a schedule goes on, the oldest order first.
 */
public final class ReserveKeys {
  private static final int PAGE = 50;

  /** Who loses this often meets a crowd; the next run goes on. */
  private static final int MOST_CONFLICTS = 12;

  private final Entitlements entitlements;
  private final KeyPools pools;
  private final Backorders backorders;

  /** Uses these stores. */
  public ReserveKeys(Entitlements entitlements, KeyPools pools, Backorders backorders) {
    this.entitlements = entitlements;
    this.pools = pools;
    this.backorders = backorders;
  }

  /**
   * What a run did.
   *
   * @param reserved how many keys it gave to orders
   * @param outstanding how many keys the orders that it looked at lack still, by pool
   * @param complete whether it looked at every order that waits
   * @param failed the orders that could not be looked at: the others were
   */
  public record Report(
      int reserved, Map<String, Integer> outstanding, boolean complete, List<String> failed) {
    /** Copies the collections in. */
    public Report {
      outstanding = Map.copyOf(outstanding);
      failed = List.copyOf(failed);
    }

    /** Gives how many keys are lacking in all pools. */
    public long lacking() {
      return outstanding.values().stream().mapToLong(Integer::longValue).sum();
    }
  }

  /**
   * Reserves what all orders wait for, as far as the pools have it, until the time runs out.
   *
   * @param timeLeft asked before each transaction
   */
  public Report reserve(Instant now, TimeLeft timeLeft) {
    var reserved = 0;
    Map<String, Integer> outstanding = new TreeMap<>();
    var failed = new ArrayList<String>();
    Set<String> empty = new HashSet<>();
    Optional<OrderId> after = Optional.empty();
    do {
      if (timeLeft.isOver()) {
        return new Report(reserved, outstanding, false, failed);
      }
      var page = backorders.list(PAGE, after);
      for (var each : page.backorders()) {
        var run = new Run(each, now, empty);
        try {
          run.reserve(timeLeft);
        } catch (UnavailableException storeIsDown) {
          throw storeIsDown;
        } catch (RuntimeException why) {
          failed.add(each.order() + ": " + why.getClass().getSimpleName());
        }
        reserved += run.reserved;
        run.seen.keys().forEach((pool, keys) -> outstanding.merge(pool, keys, Integer::sum));
      }
      after = page.next();
    } while (after.isPresent());
    return new Report(reserved, outstanding, !timeLeft.isOver(), failed);
  }

  /**
   * Reserves what one order waits for, as far as the pools have it, until the time runs out. What
   * cannot be done now, another run does: no failure of the store is told.
   */
  public void reserve(OrderId order, Instant now, TimeLeft timeLeft) {
    try {
      var found = backorders.find(order);
      if (found.isPresent()) {
        new Run(found.get(), now, new HashSet<>()).reserve(timeLeft);
      }
    } catch (UnavailableException _) {
      // The order stands and says what it lacks; the schedule goes on.
    }
  }

  /** The work for one order. */
  private final class Run {
    private final Instant now;
    private final Set<String> empty;
    private Backorder seen;
    private int reserved;
    private int conflicts;

    Run(Backorder first, Instant now, Set<String> empty) {
      this.seen = first;
      this.now = now;
      this.empty = empty;
    }

    void reserve(TimeLeft timeLeft) {
      while (!seen.keys().isEmpty() && !timeLeft.isOver() && step()) {
        // Each step is a transaction.
      }
    }

    /** Takes one step; gives whether there may be another. */
    private boolean step() {
      var rights = entitlements.listOf(seen.partner(), seen.customer(), seen.order());
      // What was cancelled or is over needs no key any more. It is noted by itself: with the keys
      // of a
      // line, the pools of many such lines would be more than a transaction takes.
      var lacking = lacking(rights, rights.getFirst(), 0);
      if (!lacking.equals(seen.keys())) {
        return committed(seen.lacking(lacking), Optional.empty());
      }
      for (var each : rights) {
        var pool = pool(each);
        if (lacks(each) > 0 && !empty.contains(pool)) {
          var picked = pools.pick(pool, lacks(each));
          if (picked.size() < lacks(each)) {
            empty.add(pool);
          }
          if (!picked.isEmpty()) {
            return committed(
                seen.lacking(lacking(rights, each, picked.size())),
                Optional.of(given(each, picked)));
          }
        }
      }
      return false;
    }

    private boolean committed(Backorder after, Optional<Reserved> given) {
      if (backorders.reserve(seen, after, given, now) == Commit.DONE) {
        seen = after;
        reserved += given.map(each -> each.keys().size()).orElse(0);
        return true;
      }
      conflicts++;
      if (conflicts == MOST_CONFLICTS) {
        throw new UnavailableException("what was read kept changing before the commit");
      }
      seen = backorders.find(seen.order()).orElseGet(() -> seen.lacking(Map.of()));
      return true;
    }

    private int lacks(Entitlement entitlement) {
      return entitlement.keysOutstandingAt(now);
    }

    /** Gives how many keys of each pool these lack once one of them was given some. */
    private Map<String, Integer> lacking(List<Entitlement> rights, Entitlement one, int given) {
      Map<String, Integer> lacking = new TreeMap<>();
      for (var each : rights) {
        var more = lacks(each) - (each.equals(one) ? given : 0);
        if (more > 0) {
          lacking.merge(pool(each), more, Integer::sum);
        }
      }
      return lacking;
    }

    private Reserved given(Entitlement entitlement, List<PooledKey> picked) {
      var act = new Act(new Actor.User(seen.placedBy(), Set.of()), now, seen.requestId());
      var first = entitlement.keysIssued() + 1;
      var touched =
          IntStream.range(0, picked.size())
              .mapToObj(i -> IssuedKey.of(picked.get(i), entitlement.id(), first + i, now))
              .map(IssuedKey::touched)
              .toList();
      return new Reserved(
          entitlement,
          picked,
          ActivityRecord.of(
              seen.partner(),
              act,
              Operation.KEYS_RESERVED,
              Subject.of(seen.customer(), entitlement.id(), entitlement.purchase().product())
                  .touching(touched)));
    }
  }

  private static String pool(Entitlement entitlement) {
    return entitlement.purchase().keys().flatMap(KeyRule::reservedFrom).orElse("");
  }
}
