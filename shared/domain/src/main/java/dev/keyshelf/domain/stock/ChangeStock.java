package dev.keyshelf.domain.stock;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.NamedPools;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Withdraws, moves, quarantines or releases keys that nobody has bought. This takes many
 * transactions, each of which changes some keys and counts them. If the work is interrupted, the
 * same command under the same id continues it. The house's activity log records the begin and the
 * end, each in the transaction that begins or ends the work. A key that is sold during the work
 * stays sold, and the report lists it.
 */
public final class ChangeStock {
  private final Stock stock;
  private final NamedPools pools;
  private final Supplier<Instant> now;

  /**
   * Uses these stores.
   *
   * @param now the clock for the log record of the end, which may be long after the begin
   */
  public ChangeStock(Stock stock, NamedPools pools, Supplier<Instant> now) {
    this.stock = stock;
    this.pools = pools;
    this.now = now;
  }

  /**
   * An operator's command.
   *
   * @param id identifies the command. Sending it again continues the work, or returns its report
   * @param fingerprint a hash of what the command asks for, to detect another use of the id
   * @param reason the operator's own words, for the log
   */
  public record Command(
      String id, String fingerprint, Wanted wanted, Change change, String reason) {}

  /**
   * The report of the work.
   *
   * @param changed how many keys were changed
   * @param sold those of the wanted keys that somebody has bought
   * @param taken how many keys were gone when their turn came, counted up to about 1,000
   * @param withdrawn how many listed keys had been withdrawn before
   * @param unknown how many listed keys the store did not know
   * @param elsewhere how many listed keys cannot be found in stock, since Keyshelf generated them
   *     or an early release imported them
   */
  public record Report(
      long changed, List<SoldKey> sold, long taken, int withdrawn, int unknown, int elsewhere) {
    /** Copies the list. */
    public Report {
      sold = List.copyOf(sold);
    }
  }

  /** The result for the operator. */
  public sealed interface Result permits Done, Unfinished, Refused {}

  /**
   * The work is complete.
   *
   * @param isRepeated whether another call of the same command completed it
   */
  public record Done(Report report, boolean isRepeated) implements Result {}

  /** The time ran out. Sending the same command again continues the work. */
  public record Unfinished(long changed) implements Result {}

  /** The command was refused, and nothing was done. */
  public record Refused(Refusal why) implements Result {}

  /** Why a command is refused. */
  public sealed interface Refusal {
    /**
     * No batch was imported into the pool, and no SKU names it.
     *
     * @param nearest the most similar names of pools
     */
    record NoSuchPool(String pool, List<String> nearest) implements Refusal {}

    /** No batch of that name was imported into the pool. */
    record NoSuchBatch(String pool, String batch) implements Refusal {}

    /**
     * No SKU of the current catalogue names the pool to which keys should move.
     *
     * @param nearest the most similar names of pools
     */
    record UnnamedPool(String pool, List<String> nearest) implements Refusal {}

    /** A different command used this id before. */
    record IdReused() implements Refusal {}
  }

  /**
   * Carries out a command, or continues it.
   *
   * @param timeLeft checked before each step
   */
  public Result change(Command command, Act act, TimeLeft timeLeft) {
    var found = stock.find(command.id());
    if (found.isEmpty()) {
      var refusal = refusal(command);
      if (refusal.isPresent()) {
        return new Refused(refusal.get());
      }
      // If another run has begun the same command, this one works on it too.
      var _ =
          stock.begin(
              StockWork.fresh(command.id(), command.fingerprint()),
              begun(command, act),
              moves(command));
      found = stock.find(command.id());
    }
    var work = found.orElseThrow();
    if (!work.fingerprint().equals(command.fingerprint())) {
      return new Refused(new Refusal.IdReused());
    }
    if (!work.isDone() && !new Run(command, work, timeLeft).isWhole()) {
      return new Unfinished(workOf(command).changed());
    }
    return finish(command, act);
  }

  private StockWork workOf(Command command) {
    return stock.find(command.id()).orElseThrow();
  }

  private Done finish(Command command, Act act) {
    var work = workOf(command);
    var lost = new ArrayList<>(work.losses());
    var traces = new Traces();
    if (command.wanted() instanceof Wanted.Listed(var keys)) {
      traces = Traces.of(stock.find(keys), command);
      lost.addAll(traces.gone);
    }
    var report =
        new Report(
            work.changed(),
            stock.sold(lost.stream().distinct().toList()),
            work.lost().size(),
            traces.withdrawn,
            traces.unknownBefore(command, work),
            traces.elsewhere);
    if (work.isDone()) {
      return new Done(report, true);
    }
    // If another run has ended the work, this fails, so that the log has only one end.
    var end =
        new Act(act.by(), now.get().truncatedTo(ChronoUnit.MILLIS), act.requestId(), act.span());
    return new Done(report, stock.end(work, done(command, end, report)) == Commit.STALE);
  }

  private Optional<Refusal> refusal(Command command) {
    if (command.change() instanceof Change.Move(var to)
        && pools.find(to) instanceof NamedPools.Named.Nothing(var nearest)) {
      return Optional.of(new Refusal.UnnamedPool(to, nearest));
    }
    if (command.wanted() instanceof Wanted.Supplied(var pool, var batch)) {
      var batches = stock.batches(pool);
      if (batch.isPresent()) {
        return batches.stream().noneMatch(each -> each.name().equals(batch.get()))
            ? Optional.of(new Refusal.NoSuchBatch(pool, batch.get()))
            : Optional.empty();
      }
      return batches.isEmpty() && pools.find(pool) instanceof NamedPools.Named.Nothing(var nearest)
          ? Optional.of(new Refusal.NoSuchPool(pool, nearest))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /**
   * Returns the moves between pools. They are stored before the first key moves, so that later
   * commands find all keys of a batch.
   */
  private List<Stock.Move> moves(Command command) {
    if (!(command.change() instanceof Change.Move(var to))) {
      return List.of();
    }
    var from =
        switch (command.wanted()) {
          case Wanted.Supplied(var pool, var batch) ->
              batch.isPresent() ? reach(pool) : Set.of(pool);
          case Wanted.Listed(var keys) ->
              stock.find(keys).stream()
                  .filter(Stock.Trace.Stocked.class::isInstance)
                  .map(trace -> ((Stock.Trace.Stocked) trace).key().key().pool())
                  .collect(Collectors.toUnmodifiableSet());
        };
    return from.stream()
        .filter(pool -> !pool.equals(to))
        .map(pool -> new Stock.Move(pool, to))
        .toList();
  }

  /** Returns a pool and all pools to which its keys may have been moved, directly or indirectly. */
  private Set<String> reach(String pool) {
    var reached = new LinkedHashSet<>(Set.of(pool));
    var open = new ArrayList<>(List.of(pool));
    while (!open.isEmpty()) {
      stock.movedFrom(open.removeLast()).stream().filter(reached::add).forEach(open::add);
    }
    return reached;
  }

  private static ActivityRecord begun(Command command, Act act) {
    return record(command, act).with(Outcome.BEGUN).about(told(command));
  }

  private static ActivityRecord done(Command command, Act act, Report report) {
    return record(command, act)
        .about(
            "%s: %s changed, %s sold or gone meanwhile"
                .formatted(told(command), report.changed(), report.taken()));
  }

  private static ActivityRecord record(Command command, Act act) {
    return ActivityRecord.of(PartnerId.HOUSE, act, command.change().operation(), Subject.none())
        .because(Optional.of(command.reason()));
  }

  private static String told(Command command) {
    var told = command.wanted().told();
    return switch (command.change()) {
      case Change.Move(var to) -> told + ", to pool " + to;
      case Change.Withdraw(var importable) -> importable ? told + ", importable again" : told;
      case Change.Quarantine(), Change.Release() -> told;
    };
  }

  /** Where listed keys are. */
  private static final class Traces {
    private final List<StockWork.Lost> gone = new ArrayList<>();
    private int withdrawn;
    private int unknown;
    private int elsewhere;

    static Traces of(List<Stock.Trace> found, Command command) {
      var traces = new Traces();
      for (var each : found) {
        switch (each) {
          case Stock.Trace.Gone(var key) -> traces.gone.add(key);
          case Stock.Trace.Withdrawn(var by) -> traces.withdrawn += by.equals(command.id()) ? 0 : 1;
          case Stock.Trace.Unknown() -> traces.unknown++;
          case Stock.Trace.Elsewhere() -> traces.elsewhere++;
          case Stock.Trace.Stocked _ -> {
            // The key is in stock, so there is nothing to report.
          }
        }
      }
      return traces;
    }

    /**
     * Returns how many listed keys were unknown before this work. If the work withdrew keys so that
     * they can be imported again, these are unknown now too.
     */
    int unknownBefore(Command command, StockWork work) {
      return command.change().equals(new Change.Withdraw(true))
          ? Math.max(0, unknown - Math.toIntExact(work.changed()))
          : unknown;
    }
  }

  /** One run over the wanted keys. */
  private final class Run {
    private final Command command;
    private final StockWork work;
    private final TimeLeft timeLeft;

    Run(Command command, StockWork work, TimeLeft timeLeft) {
      this.command = command;
      this.work = work;
      this.timeLeft = timeLeft;
    }

    /** Returns whether all wanted keys were reached before the time ran out. */
    boolean isWhole() {
      return switch (command.wanted()) {
        case Wanted.Listed(var keys) ->
            isChanged(
                stock.find(keys).stream()
                    .filter(Stock.Trace.Stocked.class::isInstance)
                    .map(trace -> ((Stock.Trace.Stocked) trace).key())
                    .filter(this::isMeant)
                    .toList());
        case Wanted.Supplied(var pool, var batch) ->
            isWhole(batch.isPresent() ? List.copyOf(reach(pool)) : List.of(pool));
      };
    }

    private boolean isWhole(List<String> pools) {
      var start = work.place().filter(place -> place.pools().equals(pools));
      var isAhead = start.isPresent();
      for (var pool : pools) {
        for (var shelf : command.change().from()) {
          for (int shard = 0; shard < PooledKey.SHARDS; shard++) {
            var shardStart = new StockWork.Place(pools, pool, shelf, shard, Optional.empty());
            if (isAhead && !start.map(place -> isSameShard(place, shardStart)).orElse(true)) {
              continue;
            }
            var stop = stopIn(isAhead ? start.orElse(shardStart) : shardStart);
            isAhead = false;
            if (stop.isPresent()) {
              stock.reached(work, stop.get());
              return false;
            }
          }
        }
      }
      return true;
    }

    private static boolean isSameShard(StockWork.Place one, StockWork.Place other) {
      return one.pool().equals(other.pool())
          && one.shelf() == other.shelf()
          && one.shard() == other.shard();
    }

    /** Changes the keys of a shard; returns where the time ran out, or empty if it did not. */
    private Optional<StockWork.Place> stopIn(StockWork.Place start) {
      var after = start.after();
      do {
        var place =
            new StockWork.Place(start.pools(), start.pool(), start.shelf(), start.shard(), after);
        if (timeLeft.isOver()) {
          return Optional.of(place);
        }
        var page = stock.list(place.pool(), place.shelf(), place.shard(), after);
        if (!isChanged(page.keys().stream().filter(this::isMeant).toList())) {
          return Optional.of(place);
        }
        after = page.next();
      } while (after.isPresent());
      return Optional.empty();
    }

    private boolean isMeant(StockedKey key) {
      if (!command.change().from().contains(key.shelf())) {
        return false;
      }
      if (command.change() instanceof Change.Move(var to) && key.key().pool().equals(to)) {
        return false;
      }
      return !(command.wanted() instanceof Wanted.Supplied(var pool, var batch))
          || batch.isEmpty()
          || key.supply().origin().equals(pool + "/" + batch.get());
    }

    private boolean isChanged(List<StockedKey> keys) {
      var most = stock.most(command.change());
      for (int from = 0; from < keys.size(); from += most) {
        if (timeLeft.isOver()) {
          return false;
        }
        var some = keys.subList(from, Math.min(keys.size(), from + most));
        if (change(some) != Commit.DONE) {
          var failed = some.stream().filter(each -> change(List.of(each)) != Commit.DONE).toList();
          note(stock.taken(command.change(), failed));
        }
      }
      return true;
    }

    private Commit change(List<StockedKey> keys) {
      return stock.change(work, command.change(), keys);
    }

    private void note(List<StockedKey> lost) {
      if (!lost.isEmpty()) {
        stock.note(work, lost.stream().map(StockWork::noteOf).toList());
      }
    }
  }
}
