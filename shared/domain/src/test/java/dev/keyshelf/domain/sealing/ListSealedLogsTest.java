package dev.keyshelf.domain.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.alarm.Alarm;
import dev.keyshelf.domain.alarm.StoreAlarms;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.StockCount;
import dev.keyshelf.domain.key.StockCounts;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the list of sealed logs, and the alarms that look at all of them. */
class ListSealedLogsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:20:00Z");
  private static final Instant DUE = Instant.parse("2026-11-20T12:00:00Z");
  private static final List<PartnerId> MANY =
      IntStream.range(0, 250).mapToObj(number -> new PartnerId("partner-" + number)).toList();

  private final Map<PartnerId, Instant> notes = new HashMap<>();
  private final Map<PartnerId, Instant> records = new HashMap<>();
  private int queries;

  private final ListSealedLogs logs =
      new ListSealedLogs(new Registered(), new Records(), new Noted(), new NoVerdicts());

  private List<ListSealedLogs.SealedLog> page() {
    return logs.page(200, Optional.empty(), NOW).logs();
  }

  private void areNoted(Instant at) {
    MANY.forEach(partner -> notes.put(partner, at));
    notes.put(PartnerId.HOUSE, at);
  }

  @Test
  void asksLittleOfLogsThatNoRunHasSealed() {
    assertThat(page())
        .hasSize(200)
        .allSatisfy(log -> assertThat(log.state()).isInstanceOf(ListSealedLogs.NotStarted.class));
    assertThat(queries).isEqualTo(400);
  }

  @Test
  void asksNothingOfLogsThatNoRunHasSealedForDays() {
    areNoted(DUE.minus(Duration.ofDays(30)));

    assertThat(page())
        .allSatisfy(
            log ->
                assertThat(log.state())
                    .isEqualTo(
                        new ListSealedLogs.Behind(
                            DUE.minus(Duration.ofDays(30)), 720, Optional.empty())));
    assertThat(queries).isZero();
  }

  @Test
  void alarmsLookAtEachLog() {
    areNoted(DUE);
    var last = lastListed();
    notes.put(last, DUE.minus(Duration.ofHours(5)));
    records.put(last, DUE.minus(Duration.ofHours(4)));

    var alarms = new StoreAlarms(new NoCounts(), logs, () -> NOW).list();

    assertThat(alarms)
        .filteredOn(alarm -> alarm.name().equals("SealsMissingAlarm"))
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.state()).isEqualTo(Alarm.State.ALARM);
              assertThat(alarm.reason()).isEqualTo(last.value());
            });
  }

  @Test
  void alarmsThatAreNotRaisedSayHowManyTheyLookedAt() {
    areNoted(DUE);

    var alarms = new StoreAlarms(new NoCounts(), logs, () -> NOW).list();

    assertThat(alarms)
        .filteredOn(alarm -> alarm.name().equals("SealsMissingAlarm"))
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.state()).isEqualTo(Alarm.State.OK);
              // The house has a log, too.
              assertThat(alarm.reason()).isEqualTo("none of 251 logs");
            });
  }

  private PartnerId lastListed() {
    return logs.page(1_000, Optional.empty(), NOW).logs().getLast().partner();
  }

  private static final class Registered implements Partners {
    @Override
    public Optional<Partner> find(PartnerId id) {
      return Optional.empty();
    }

    @Override
    public Page registered(int shard, int limit, Optional<PartnerId> after) {
      var all =
          MANY.stream()
              .filter(partner -> SealProgress.shardOf(partner) == shard)
              .sorted((one, other) -> one.value().compareTo(other.value()))
              .filter(
                  each -> after.map(last -> each.value().compareTo(last.value()) > 0).orElse(true))
              .toList();
      var some = all.subList(0, Math.min(limit, all.size()));
      return new Page(
          some, some.size() < all.size() ? Optional.of(some.getLast()) : Optional.empty());
    }

    @Override
    public Page importedAfter(int shard, Instant instant, int limit, Optional<PartnerId> after) {
      throw new UnsupportedOperationException("sealing reads all partners");
    }

    @Override
    public void publish(List<Partner> partners, Instant suppliedAt) {}
  }

  /** At most one record of each log. Each UTC day that is searched is a query. */
  private final class Records implements Traces {
    @Override
    public List<Trace> list(PartnerId partner, Instant from, Instant to) {
      return List.of();
    }

    @Override
    public Optional<Instant> first(PartnerId partner, Instant from, Instant to) {
      var days =
          ChronoUnit.DAYS.between(
              from.truncatedTo(ChronoUnit.DAYS), to.minusNanos(1).truncatedTo(ChronoUnit.DAYS));
      queries += (int) days + 1;
      return Optional.ofNullable(records.get(partner))
          .filter(at -> !at.isBefore(from) && at.isBefore(to));
    }
  }

  private final class Noted implements SealProgress {
    @Override
    public Notes ofShard(int shard) {
      return new Notes(Map.of(), Map.of());
    }

    @Override
    public Optional<Reached> find(PartnerId partner) {
      return Optional.ofNullable(notes.get(partner)).map(at -> new Reached(Optional.empty(), at));
    }

    @Override
    public void note(PartnerId partner, Reached reached) {}
  }

  private static final class NoVerdicts implements VerifiedLogs {
    @Override
    public Verdict keep(VerifiedLog verified) {
      return Verdict.of(verified);
    }

    @Override
    public Optional<Verdict> find(PartnerId partner) {
      return Optional.empty();
    }
  }

  private static final class NoCounts implements StockCounts {
    @Override
    public void keep(Collection<StockCount> counts) {}

    @Override
    public Map<String, StockCount> find(Set<String> pools) {
      return Map.of();
    }

    @Override
    public List<StockCount> list() {
      return List.of();
    }
  }
}
