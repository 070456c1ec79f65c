package dev.keyshelf.domain.alarm;

import dev.keyshelf.domain.alarm.Alarm.State;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.StockCount;
import dev.keyshelf.domain.key.StockCounts;
import dev.keyshelf.domain.sealing.ListSealedLogs;
import dev.keyshelf.domain.sealing.ListSealedLogs.SealedLog;
import dev.keyshelf.domain.sealing.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The alarms of one machine: those of template.yaml whose condition the store itself shows. Their
 * names are the same.
 */
public final class StoreAlarms implements Alarms {
  private static final int PAGE = 200;

  private final StockCounts counts;
  private final ListSealedLogs logs;
  private final Supplier<Instant> now;

  /** Uses these stores. */
  public StoreAlarms(StockCounts counts, ListSealedLogs logs, Supplier<Instant> now) {
    this.counts = counts;
    this.logs = logs;
    this.now = now;
  }

  @Override
  public Source source() {
    return Source.STORE;
  }

  @Override
  public List<Alarm> list() {
    var pools = counts.list();
    var sealed = logs();
    return List.of(
        verification(sealed),
        ofPools(
            "KeysOutstandingAlarm",
            "Orders wait for keys that their pools do not have.",
            pools,
            pool -> pool.keysOutstanding() > 0),
        ofPools(
            "LowStockAlarm",
            "A pool has fewer keys left than its SKU's lowStock.",
            pools,
            StockCount::isLow),
        seals(sealed));
  }

  private List<SealedLog> logs() {
    var at = now.get();
    var all = new ArrayList<SealedLog>();
    Optional<PartnerId> after = Optional.empty();
    do {
      var page = logs.page(PAGE, after, at);
      all.addAll(page.logs());
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  private static Alarm ofPools(
      String name, String description, List<StockCount> pools, Predicate<StockCount> isWanted) {
    var wanted = pools.stream().filter(isWanted).map(StockCount::pool).toList();
    return new Alarm(
        name,
        state(pools.isEmpty(), !wanted.isEmpty()),
        description,
        pools.stream().map(StockCount::countedAt).max(Comparator.naturalOrder()),
        pools.isEmpty() ? "no pool was counted yet" : of(wanted, pools.size(), "pools"));
  }

  private static Alarm seals(List<SealedLog> logs) {
    var wanted = names(logs.stream().filter(log -> isOverdue(log.state())));
    return new Alarm(
        "SealsMissingAlarm",
        state(false, !wanted.isEmpty()),
        "Hours of the activity log are not sealed yet.",
        Optional.empty(),
        logs.isEmpty() ? "no log was begun yet" : of(wanted, logs.size(), "logs"));
  }

  /** The schedule runs five minutes after an hour is due, so one hour is not late yet. */
  private static boolean isOverdue(ListSealedLogs.State state) {
    return switch (state) {
      case ListSealedLogs.Sealed _ -> false;
      case ListSealedLogs.Behind behind -> behind.hours() > 1;
      case ListSealedLogs.NotStarted(var hours) -> hours.orElse(0) > 1;
      case ListSealedLogs.Unreadable() -> true;
    };
  }

  private static Alarm verification(List<SealedLog> logs) {
    var verdicts = logs.stream().flatMap(log -> log.verdict().stream()).toList();
    var wanted =
        names(logs.stream().filter(log -> log.verdict().filter(Verdict::isBad).isPresent()));
    return new Alarm(
        "ActivityLogAlarm",
        state(verdicts.isEmpty(), !wanted.isEmpty()),
        "The activity log differs from its seals, or a seal is missing.",
        verdicts.stream()
            .map(verdict -> verdict.last().at())
            .max(Comparator.<Instant>naturalOrder()),
        verdicts.isEmpty()
            ? "no log was verified yet"
            : of(wanted, verdicts.size(), "verified logs"));
  }

  private static List<String> names(Stream<SealedLog> logs) {
    return logs.map(log -> log.partner().value()).toList();
  }

  private static State state(boolean isUnknown, boolean isRaised) {
    if (isUnknown) {
      return State.INSUFFICIENT_DATA;
    }
    return isRaised ? State.ALARM : State.OK;
  }

  /** Names what an alarm is about, or says that it is about none of so many. */
  private static String of(List<String> names, int all, String what) {
    return names.isEmpty() ? "none of " + all + " " + what : String.join(", ", names);
  }
}
