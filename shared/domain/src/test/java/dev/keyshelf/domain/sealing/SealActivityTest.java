package dev.keyshelf.domain.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Counts the calls that sealing makes, on stores in memory. */
class SealActivityTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final PartnerId PARTNER = new PartnerId("partner-a");

  private final Memory memory = new Memory();
  private final SealActivity sealActivity =
      new SealActivity(
          new One(), memory, memory.new Kept(), memory.new Noted(), SealKey.of(new byte[32]));

  private SealActivity.Report sealAt(Instant now) {
    memory.calls.clear();
    return sealActivity.seal(now, TimeLeft.ENDLESS);
  }

  @Test
  void readsOneRowOfALogWithoutNewRecords() {
    memory.record(NOON.minus(Duration.ofHours(3)));
    sealAt(NOON);

    assertThat(sealAt(NOON.plus(Duration.ofHours(1))))
        .isEqualTo(new SealActivity.Report(0, true, List.of(), List.of()));
    // One call for the partner's log, and one for the house's.
    assertThat(memory.calls).containsExactlyInAnyOrder("first", "first");
  }

  @Test
  void costsDependOnTheNewRecordsAndNotOnTheWholeLog() {
    for (int hours = 1; hours <= 100; hours++) {
      memory.record(NOON.minus(Duration.ofHours(hours)));
    }
    sealAt(NOON.plus(SealActivity.GRACE));
    memory.record(NOON);
    sealAt(NOON.plus(Duration.ofMinutes(75)));

    assertThat(memory.calls.stream().filter("list"::equals)).hasSize(2);
    assertThat(memory.calls.stream().filter("find"::equals)).hasSizeLessThanOrEqualTo(5);
    assertThat(memory.calls.stream().filter("add"::equals)).hasSize(1);
  }

  @Test
  void checksTheTimeBeforeEachHour() {
    for (int hours = 1; hours <= 5; hours++) {
      memory.record(NOON.minus(Duration.ofHours(hours)));
    }
    var left = new int[] {4};
    var report = sealActivity.seal(NOON, TimeLeft.of(() -> Duration.ofSeconds(left[0]--)));

    assertThat(report.complete()).isFalse();
    assertThat(report.sealed()).isBetween(1, 4);
    assertThat(sealAt(NOON).sealed() + report.sealed()).isEqualTo(4);
  }

  @Test
  void continuesAfterALogThatCannotBeSealed() {
    memory.record(NOON.minus(Duration.ofHours(3)));
    memory.isHouseBroken = true;
    var report = sealAt(NOON);

    assertThat(report.sealed()).isEqualTo(1);
    assertThat(report.failed())
        .extracting(SealActivity.Failure::partner)
        .containsExactly(PartnerId.HOUSE.value());
  }

  @Test
  void continuesAfterALogThatAnotherRunIsSealing() {
    memory.record(NOON.minus(Duration.ofHours(3)));
    memory.isHouseBeingSealed = true;
    var report = sealAt(NOON);

    assertThat(report)
        .isEqualTo(new SealActivity.Report(1, true, List.of(PartnerId.HOUSE), List.of()));

    memory.isHouseBeingSealed = false;

    assertThat(sealAt(NOON).busy()).isEmpty();
  }

  @Test
  void continuesAfterAMalformedNote() {
    var why = new IllegalStateException("malformed");
    memory.record(NOON.minus(Duration.ofHours(3)));
    memory.malformed.put(PartnerId.HOUSE, why);
    memory.isHouseBroken = true; // Its log would fail too, if it was read.
    var report = sealAt(NOON);

    assertThat(report.sealed()).isEqualTo(1);
    assertThat(report.failed())
        .containsExactly(new SealActivity.Failure(PartnerId.HOUSE.value(), why));
  }

  private static final class One implements Partners {
    @Override
    public Optional<Partner> find(PartnerId id) {
      return Optional.empty();
    }

    @Override
    public Page registered(int shard, int limit, Optional<PartnerId> after) {
      return new Page(
          shard == SealProgress.shardOf(PARTNER) ? List.of(PARTNER) : List.of(), Optional.empty());
    }

    @Override
    public Page importedAfter(int shard, Instant instant, int limit, Optional<PartnerId> after) {
      throw new UnsupportedOperationException("sealing reads all partners");
    }

    @Override
    public void publish(List<Partner> partners, Instant suppliedAt) {}
  }

  private static final class Memory implements Traces {
    private final List<String> calls = new ArrayList<>();
    private final TreeMap<Instant, Trace> records = new TreeMap<>();
    private final TreeMap<Instant, byte[]> seals = new TreeMap<>();
    private final Map<PartnerId, SealProgress.Reached> notes = new HashMap<>();

    private final Map<PartnerId, RuntimeException> malformed = new HashMap<>();
    private boolean isHouseBroken;
    private boolean isHouseBeingSealed;

    void record(Instant at) {
      var text = at.toString().replace("Z", ".000Z");
      records.put(at, new Trace(text + "#01M7W2Y7M0PV25GRW7BRT4GZ53", "ab".repeat(32)));
    }

    @Override
    public List<Trace> list(PartnerId partner, Instant from, Instant to) {
      calls.add("list");
      return partner.equals(PARTNER) ? List.copyOf(records.subMap(from, to).values()) : List.of();
    }

    @Override
    public Optional<Instant> first(PartnerId partner, Instant from, Instant to) {
      calls.add("first");
      if (partner.equals(PartnerId.HOUSE) && isHouseBeingSealed) {
        return Optional.of(from);
      }
      if (isHouseBroken && partner.equals(PartnerId.HOUSE)) {
        throw new IllegalStateException("broken");
      }
      return partner.equals(PARTNER)
          ? records.subMap(from, to).keySet().stream().findFirst()
          : Optional.empty();
    }

    private final class Kept implements Seals {
      @Override
      public Optional<byte[]> find(PartnerId partner, Instant hour) {
        calls.add("find");
        return partner.equals(PARTNER) ? Optional.ofNullable(seals.get(hour)) : Optional.empty();
      }

      @Override
      public boolean add(PartnerId partner, Instant hour, byte[] seal) {
        calls.add("add");
        if (!partner.equals(PARTNER)) {
          return false;
        }
        return seals.putIfAbsent(hour, seal) == null;
      }

      @Override
      public List<Instant> hours(PartnerId partner, Instant from) {
        return partner.equals(PARTNER) ? List.copyOf(seals.tailMap(from).keySet()) : List.of();
      }

      @Override
      public void publish(VerifyingKey key) {}
    }

    private final class Noted implements SealProgress {
      @Override
      public Notes ofShard(int shard) {
        var found = new HashMap<>(notes);
        found.keySet().removeIf(partner -> SealProgress.shardOf(partner) != shard);
        var unreadable = new HashMap<String, RuntimeException>();
        malformed.forEach(
            (partner, why) -> {
              if (SealProgress.shardOf(partner) == shard) {
                unreadable.put(partner.value(), why);
              }
            });
        return new Notes(found, unreadable);
      }

      @Override
      public Optional<Reached> find(PartnerId partner) {
        return Optional.ofNullable(notes.get(partner));
      }

      @Override
      public void note(PartnerId partner, Reached reached) {
        notes.put(partner, reached);
      }
    }
  }
}
