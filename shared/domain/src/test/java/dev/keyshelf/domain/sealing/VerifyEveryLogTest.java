package dev.keyshelf.domain.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.sealing.VerifyEveryLog.Failure;
import dev.keyshelf.domain.sealing.VerifyEveryLog.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyEveryLogTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant NINE = Instant.parse("2026-11-19T09:00:00Z");
  private static final PartnerId SOUND = new PartnerId("partner-a");
  private static final PartnerId BROKEN = new PartnerId("partner-b");
  private static final Range USUAL = Range.of(Map.of(), NOON);

  private final Map<PartnerId, RuntimeException> failures = new HashMap<>();
  private final VerifyEveryLog verifyEveryLog =
      new VerifyEveryLog(
          new Two(),
          new VerifyActivity(new Records(), new NoSeals(), new NoNotes()),
          new Results());

  private final Map<PartnerId, Verdict> kept = new HashMap<>();
  private Optional<RuntimeException> cannotKeep = Optional.empty();

  private final class Results implements VerifiedLogs {
    @Override
    public Verdict keep(VerifiedLog verified) {
      if (cannotKeep.isPresent()) {
        throw cannotKeep.get();
      }
      return kept.merge(
          verified.partner(), Verdict.of(verified), (earlier, _) -> earlier.with(verified));
    }

    @Override
    public Optional<Verdict> find(PartnerId partner) {
      return Optional.ofNullable(kept.get(partner));
    }
  }

  private VerifiedLog keptOf(PartnerId partner) {
    return new Results().find(partner).orElseThrow().last();
  }

  @Test
  void keepsTheResultOfEachLog() {
    failures.put(BROKEN, new IllegalStateException("broken"));

    verifyEveryLog.verify(USUAL, NOON, TimeLeft.ENDLESS);

    assertThat(keptOf(BROKEN).result()).isEqualTo(VerifiedLog.Result.FAILED);
    assertThat(keptOf(SOUND).result()).isEqualTo(VerifiedLog.Result.DIFFERS);
    assertThat(keptOf(SOUND).findings()).hasSize(1);
    assertThat(keptOf(SOUND).at()).isEqualTo(NOON);
    assertThat(keptOf(PartnerId.HOUSE).result()).isEqualTo(VerifiedLog.Result.MATCHES);
  }

  @Test
  void takesBlankTextsForAbsentOnes() {
    var blank = Map.of("partner", "", "from", " ", "to", "", "keys", " \t");

    assertThat(Range.of(blank, NOON)).isEqualTo(USUAL);
    assertThat(USUAL.from()).isEqualTo(NOON.minus(Duration.ofDays(2)));
  }

  @Test
  void readsTheNamesOfKeysBetweenAnyBlanks() {
    assertThat(Range.of(Map.of("keys", " a  b\n"), NOON).keys())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void goesOnPastALogThatCannotBeVerified() {
    var why = new IllegalStateException("broken");
    failures.put(BROKEN, why);

    for (int run = 0; run < 10; run++) {
      var report = verifyEveryLog.verify(USUAL, NOON, TimeLeft.ENDLESS);

      assertThat(report.failed()).containsExactly(new Failure(BROKEN, why));
      // The one record of the other log has no seal.
      assertThat(report.findings()).containsOnlyKeys(SOUND);
      assertThat(report.complete()).isTrue();
    }
  }

  @Test
  void reportsWhatItFoundEvenIfNothingCanBeKept() {
    failures.put(BROKEN, new IllegalStateException("broken"));
    var denied = new IllegalStateException("denied");
    cannotKeep = Optional.of(denied);

    var report = verifyEveryLog.verify(USUAL, NOON, TimeLeft.ENDLESS);

    assertThat(report.findings()).containsOnlyKeys(SOUND);
    assertThat(report.failed())
        .contains(new Failure(SOUND, denied), new Failure(PartnerId.HOUSE, denied))
        .hasSize(3);
  }

  @Test
  void reportsWhatAnEarlierRunFoundUntilTheWholeRangeMatches() {
    verifyEveryLog.verify(USUAL, NOON, TimeLeft.ENDLESS);
    var clean = Range.of(Map.of("from", "2026-11-20T00:00:00Z"), NOON);

    var later = verifyEveryLog.verify(clean, NOON.plusSeconds(1), TimeLeft.ENDLESS);

    assertThat(later.findings()).isEmpty();
    assertThat(later.unresolved()).containsOnlyKeys(SOUND);
    assertThat(keptOf(SOUND).result()).isEqualTo(VerifiedLog.Result.MATCHES);
  }

  @Test
  void endsWhenAStoreDoesNotAnswer() {
    failures.put(SOUND, new UnavailableException("down"));

    assertThatThrownBy(() -> verifyEveryLog.verify(USUAL, NOON, TimeLeft.ENDLESS))
        .isInstanceOf(UnavailableException.class);
  }

  private static final class Two implements Partners {
    @Override
    public Optional<Partner> find(PartnerId id) {
      return Optional.empty();
    }

    @Override
    public Page registered(int shard, int limit, Optional<PartnerId> after) {
      return new Page(shard == 0 ? List.of(SOUND, BROKEN) : List.of(), Optional.empty());
    }

    @Override
    public Page importedAfter(int shard, Instant instant, int limit, Optional<PartnerId> after) {
      throw new UnsupportedOperationException("sealing reads all partners");
    }

    @Override
    public void publish(List<Partner> partners, Instant suppliedAt) {}
  }

  private final class Records implements Traces {
    @Override
    public List<Trace> list(PartnerId partner, Instant from, Instant to) {
      if (failures.containsKey(partner)) {
        throw failures.get(partner);
      }
      var trace = new Trace("2026-11-19T09:00:00.000Z#01M7W2Y7M0PV25GRW7BRT4GZ53", "ab".repeat(32));
      return partner.equals(SOUND) && from.isBefore(NINE) ? List.of(trace) : List.of();
    }

    @Override
    public Optional<Instant> first(PartnerId partner, Instant from, Instant to) {
      return Optional.empty();
    }
  }

  private static final class NoSeals implements KeptSeals {
    @Override
    public Listed list(PartnerId partner, Instant from) {
      return new Listed(List.of(), List.of());
    }

    @Override
    public Optional<Kept> find(PartnerId partner, Instant hour) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> read(PartnerId partner, Kept kept) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> key(String id) {
      return Optional.empty();
    }
  }

  private static final class NoNotes implements SealProgress {
    @Override
    public Notes ofShard(int shard) {
      return new Notes(Map.of(), Map.of());
    }

    @Override
    public Optional<Reached> find(PartnerId partner) {
      return Optional.empty();
    }

    @Override
    public void note(PartnerId partner, Reached reached) {}
  }
}
