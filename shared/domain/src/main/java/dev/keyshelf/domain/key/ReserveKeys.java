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
 * Reserves keys that did not fit into the transaction that placed their order. Each line is
 * reserved in its own transaction, so that the work can stop anywhere and continue later. The
 * order's own request begins the work, and a schedule continues it, the oldest order first.
 */
public final class ReserveKeys {
  private static final int PAGE = 50;

  /** After so many conflicts for one order, a run ends. The next run continues. */
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
   * The result of a run.
   *
   * @param reserved how many keys the run reserved
   * @param outstanding how many keys the orders still lack, by pool
   * @param complete whether the run went through all orders that wait
   * @param failed the orders whose work failed, or whose transactions kept losing to others, each
   *     with the error; the run went on to the others
   */
  public record Report(
      int reserved, Map<String, Integer> outstanding, boolean complete, List<String> failed) {
    /** Copies the collections. */
    public Report {
      outstanding = Map.copyOf(outstanding);
      failed = List.copyOf(failed);
    }

    /** Returns how many keys the orders still lack, over all pools. */
    public long lacking() {
      return outstanding.values().stream().mapToLong(Integer::longValue).sum();
    }
  }

  /**
   * Reserves keys for all orders that wait, as far as the pools have them, until the time runs out.
   *
   * @param timeLeft checked before each transaction
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
          if (run.isContended()) {
            failed.add(each.order() + ": kept changing");
          }
        } catch (RuntimeException why) {
          if (UnavailableException.isOutage(why)) {
            throw why;
          }
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
   * Reserves keys for one order, as far as the pools have them, until the time runs out. If the
   * store is unavailable, this returns normally, since a later run does the rest.
   */
  public void reserve(OrderId order, Instant now, TimeLeft timeLeft) {
    try {
      var found = backorders.find(order);
      if (found.isPresent()) {
        new Run(found.get(), now, new HashSet<>()).reserve(timeLeft);
      }
    } catch (UnavailableException _) {
      // The order is placed and shows how many keys it lacks. The schedule continues.
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
      while (!seen.keys().isEmpty() && !isContended() && !timeLeft.isOver() && step()) {
        // Each step is a transaction.
      }
    }

    /** Tells whether it lost so often that the next order's turn has come. */
    boolean isContended() {
      return conflicts >= MOST_CONFLICTS;
    }

    /** Takes one step. Returns whether there may be another one. */
    private boolean step() {
      var rights = entitlements.listOf(seen.partner(), seen.customer(), seen.order());
      // Cancelled or ended lines need no keys any more. A separate step stores that, because such
      // lines can have many pools, and with the keys of another line the step could exceed the
      // limit of a transaction.
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
      seen = backorders.find(seen.order()).orElseGet(() -> seen.lacking(Map.of()));
      return true;
    }

    private int lacks(Entitlement entitlement) {
      return entitlement.keysOutstandingAt(now);
    }

    /** Returns how many keys entitlements lack, by pool, after one of them was given some. */
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
      var act =
          new Act(new Actor.User(seen.placedBy(), Set.of()), now, seen.requestId(), seen.span());
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
