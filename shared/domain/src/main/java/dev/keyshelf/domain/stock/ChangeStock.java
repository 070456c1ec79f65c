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
 * Withdraws, moves, quarantines or releases keys that nobody has bought. It takes many
 * transactions, each of which changes some keys and counts them: what broke off goes on when it is
 * asked for again under its id. Its begin and its end are in the house's log, each with the
 * transaction that makes it so. A key that is sold meanwhile stays sold, and is told.
 */
public final class ChangeStock {
  private final Stock stock;
  private final NamedPools pools;
  private final Supplier<Instant> now;

  /**
   * Uses these stores.
   *
   * @param now dates the end in the log, which may be long after the begin
   */
  public ChangeStock(Stock stock, NamedPools pools, Supplier<Instant> now) {
    this.stock = stock;
    this.pools = pools;
    this.now = now;
  }

  /**
   * What an operator asks for.
   *
   * @param id names it: asked again, it goes on, or is answered as it was
   * @param fingerprint equal exactly when what is asked for is
   * @param reason the operator's own words, for the log
   */
  public record Command(
      String id, String fingerprint, Wanted wanted, Change change, String reason) {}

  /**
   * What was done under an id so far.
   *
   * @param sold of the keys that were meant, those that somebody has
   * @param taken how many were gone when their turn came, counted up to 1,000
   * @param withdrawn how many listed keys had been withdrawn before
   * @param unknown how many listed keys no import brought
   * @param elsewhere how many listed keys cannot be found in stock, since they were made here or
   *     imported by an early release
   */
  public record Report(
      long changed, List<SoldKey> sold, long taken, int withdrawn, int unknown, int elsewhere) {
    /** Copies the list in. */
    public Report {
      sold = List.copyOf(sold);
    }
  }

  /** What an operator is told. */
  public sealed interface Result permits Done, Unfinished, Refused {}

  /** All of it is done. */
  public record Done(Report report) implements Result {}

  /** The time ran out: the same again goes on. */
  public record Unfinished(long changed) implements Result {}

  /** Nothing was done. */
  public record Refused(Refusal why) implements Result {}

  /** Why nothing was done. */
  public sealed interface Refusal {
    /** No file was imported into the pool, and no SKU names it. */
    record NoSuchPool(String pool, List<String> nearest) implements Refusal {}

    /** No file of that name was imported into the pool. */
    record NoSuchBatch(String pool, String batch) implements Refusal {}

    /** No SKU of the current catalogue names the pool that keys are to go to; some nearly do. */
    record UnnamedPool(String pool, List<String> nearest) implements Refusal {}

    /** Something else was asked for under this id. */
    record IdReused() implements Refusal {}
  }

  /**
   * Does what is asked for, or goes on with it.
   *
   * @param timeLeft asked before each step
   */
  public Result change(Command command, Act act, TimeLeft timeLeft) {
    var found = stock.find(command.id());
    if (found.isEmpty()) {
      var refusal = refusal(command);
      if (refusal.isPresent()) {
        return new Refused(refusal.get());
      }
      // Another run may have begun the same: then this one helps.
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
    return new Done(finish(command, act));
  }

  private StockWork workOf(Command command) {
    return stock.find(command.id()).orElseThrow();
  }

  private Report finish(Command command, Act act) {
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
    if (!work.isDone()) {
      // Another run may have ended it: the log has one end.
      var end = new Act(act.by(), now.get().truncatedTo(ChronoUnit.MILLIS), act.requestId());
      var _ = stock.end(work, done(command, end, report));
    }
    return report;
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

  /** Noted before the first key moves, so that none of its batch is ever overlooked. */
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

  /** The pools that keys of one can be in by now. */
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

  /** What became of listed keys. */
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
            // It is where it is meant to be.
          }
        }
      }
      return traces;
    }

    /** What this work withdrew and let go is unknown by now, too. */
    int unknownBefore(Command command, StockWork work) {
      return command.change().equals(new Change.Withdraw(true))
          ? Math.max(0, unknown - Math.toIntExact(work.changed()))
          : unknown;
    }
  }

  /** One run of a function over the keys that are meant. */
  private final class Run {
    private final Command command;
    private final StockWork work;
    private final TimeLeft timeLeft;

    Run(Command command, StockWork work, TimeLeft timeLeft) {
      this.command = command;
      this.work = work;
      this.timeLeft = timeLeft;
    }

    /** Returns whether the time was enough for all of them. */
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
            (batch.isPresent() ? reach(pool) : Set.of(pool)).stream().allMatch(this::isWhole);
      };
    }

    private boolean isWhole(String pool) {
      for (var shelf : command.change().from()) {
        for (int shard = 0; shard < PooledKey.SHARDS; shard++) {
          Optional<String> after = Optional.empty();
          do {
            if (timeLeft.isOver()) {
              return false;
            }
            var page = stock.list(pool, shelf, shard, after);
            if (!isChanged(page.keys().stream().filter(this::isMeant).toList())) {
              return false;
            }
            after = page.next();
          } while (after.isPresent());
        }
      }
      return true;
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
