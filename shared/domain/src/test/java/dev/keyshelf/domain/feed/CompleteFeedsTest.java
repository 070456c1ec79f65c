package dev.keyshelf.domain.feed;

import static dev.keyshelf.domain.feed.MemoryFeeds.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.feed.CompleteFeeds.Report;
import dev.keyshelf.domain.feed.FeedProgress.Compared;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.sealing.Seal;
import dev.keyshelf.domain.sealing.SealProgress;
import dev.keyshelf.domain.sealing.Seals;
import dev.keyshelf.domain.sealing.VerifyingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run takes up from the sealed hours of a log, on stores in memory. */
class CompleteFeedsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration AFTER_SEALS = Duration.ofMinutes(35);

  private final MemoryFeeds feeds = new MemoryFeeds();
  private final Sealed sealed = new Sealed();
  private final CompleteFeeds completeFeeds =
      new CompleteFeeds(sealed.new Hours(), sealed, feeds, feeds);

  private Report runAt(Instant hour) {
    return completeFeeds.complete(hour.plus(AFTER_SEALS), TimeLeft.ENDLESS);
  }

  private static Instant hour(int fromNoon) {
    return NOON.plus(Seal.HOUR.multipliedBy(fromNoon));
  }

  private List<ActivityRecord> logged(int count) {
    var records = new ArrayList<ActivityRecord>();
    for (int i = 0; i < count; i++) {
      records.add(feeds.logged(NOON.plusSeconds(i)));
    }
    return records;
  }

  @Test
  void publishesTheRecordsOfSealedHoursOnly() {
    var first = feeds.logged(NOON);
    var last = feeds.logged(hour(1).minusMillis(1));
    feeds.logged(hour(1));

    assertThat(runAt(hour(2)).published()).isZero();

    sealed.seal(NOON);

    assertThat(runAt(hour(2))).isEqualTo(new Report(2, 0, true, List.of(), List.of()));
    assertThat(feeds.records()).containsExactly(first, last);
  }

  @Test
  void publishesNothingTwice() {
    var records = logged(3);
    sealed.seal(NOON);
    feeds.publish(PARTNER, List.of(records.get(1)));

    assertThat(runAt(hour(1)).published()).isEqualTo(2);
    assertThat(runAt(hour(1)).published()).isZero();
    assertThat(feeds.records()).containsExactly(records.get(1), records.get(0), records.get(2));
  }

  @Test
  void takesUpALogInStepsAndInItsOrder() {
    var records = logged(2_500);
    sealed.seal(NOON);

    assertThat(runAt(hour(1)).published()).isEqualTo(2_500);
    assertThat(feeds.records()).isEqualTo(records);
    assertThat(feeds.find(PARTNER)).contains(new Compared(hour(1), hour(1).plus(AFTER_SEALS)));
  }

  @Test
  void leavesTheRestToTheNextRunWhichIsNotLateWithIt() {
    var records = logged(2_500);
    sealed.seal(NOON);
    var left = new int[] {2};
    var brief =
        completeFeeds.complete(
            hour(1).plus(AFTER_SEALS), TimeLeft.of(() -> Duration.ofSeconds(left[0]--)));

    assertThat(brief).isEqualTo(new Report(2_000, 0, false, List.of(), List.of()));
    assertThat(runAt(hour(2))).isEqualTo(new Report(500, 0, true, List.of(), List.of()));
    assertThat(feeds.records()).isEqualTo(records);
  }

  @Test
  void countsAsLateWhatIsDatedAtOrAfterTheFirstRun() {
    feeds.logged(NOON);
    sealed.seal(NOON);
    runAt(hour(1));
    feeds.logged(hour(1).plus(AFTER_SEALS).minusMillis(1));
    feeds.logged(hour(1).plus(AFTER_SEALS));
    sealed.seal(hour(1));

    assertThat(runAt(hour(2))).isEqualTo(new Report(2, 1, true, List.of(), List.of()));
  }

  @Test
  void theFirstRunFindsWhatTheFirstSealListsAsLate() {
    feeds.logged(hour(-3).minusMillis(1));
    var late = feeds.logged(hour(-3));
    sealed.seal(NOON);

    runAt(hour(1));

    assertThat(feeds.records()).containsExactly(late);
  }

  @Test
  void aLaterRunFindsWhatALaterSealListsAsLate() {
    sealed.seal(NOON);
    runAt(hour(1));
    feeds.logged(hour(-2).minusMillis(1));
    var late = feeds.logged(hour(-2));
    sealed.seal(hour(1));

    runAt(hour(2));

    assertThat(feeds.records()).containsExactly(late);
  }

  @Test
  void readsNoLogWithoutANewSeal() {
    sealed.seal(NOON);
    runAt(hour(1));
    feeds.logged(NOON);

    assertThat(runAt(hour(2)).published()).isZero();
  }

  @Test
  void namesAMalformedItemOnceInARun() {
    logged(1_500);
    feeds.malformedAt(NOON.plusSeconds(999), "damaged");
    sealed.seal(NOON);

    assertThat(runAt(hour(1)).malformed()).containsExactly("damaged");
  }

  /** A record of a later release is malformed until that release runs again. */
  @Test
  void publishesAnItemOnceAReleaseRunsThatKnowsIt() {
    feeds.malformedAt(NOON, "later");
    for (int i = 0; i < 1_200; i++) {
      feeds.logged(NOON.plusSeconds(20L * i));
    }
    sealed.seal(NOON);
    sealed.seal(hour(6));
    for (int i = 7; i <= 24; i++) {
      assertThat(runAt(hour(i)).malformed()).containsExactly("later");
      feeds.logged(hour(i));
      sealed.seal(hour(i));
    }

    feeds.readable();

    assertThat(runAt(hour(25)).published()).isEqualTo(2);
    assertThat(feeds.find(PARTNER).orElseThrow().to()).isEqualTo(hour(25));
  }

  @Test
  void publishesWhatIsNewerThanAnItemThatItCannotRead() {
    feeds.malformedAt(NOON, "later");
    sealed.seal(NOON);
    runAt(hour(1));
    feeds.logged(hour(5));
    sealed.seal(hour(5));

    assertThat(runAt(hour(6)).published()).isEqualTo(1);
  }

  @Test
  void passesOverAnItemThatNoReleaseKnowsForAWeek() {
    var week = (int) CompleteFeeds.KEPT_OPEN.toHours();
    feeds.malformedAt(NOON, "damaged");
    sealed.seal(NOON);
    runAt(hour(1));
    sealed.seal(hour(week - 2));
    runAt(hour(week - 1));
    assertThat(feeds.find(PARTNER).orElseThrow().to()).isEqualTo(NOON);

    sealed.seal(hour(week - 1));
    runAt(hour(week));
    assertThat(feeds.find(PARTNER).orElseThrow().to()).isEqualTo(hour(week));
    sealed.seal(hour(week));

    assertThat(runAt(hour(week + 1)).malformed()).isEmpty();
  }

  @Test
  void aFailureStopsNoOtherPartner() {
    var why = new IllegalStateException("malformed");
    sealed.malformed = Map.of("damaged", why);
    feeds.logged(NOON);
    sealed.seal(NOON);

    assertThat(runAt(hour(1)))
        .isEqualTo(
            new Report(1, 0, true, List.of(new CompleteFeeds.Failure("damaged", why)), List.of()));
  }

  @Test
  void comparesAgainWhatItCouldNotPublish() {
    feeds.logged(NOON);
    sealed.seal(NOON);
    feeds.isOut = true;

    assertThat(runAt(hour(1)).failed())
        .extracting(CompleteFeeds.Failure::partner)
        .containsExactly(PARTNER.value());

    feeds.isOut = false;

    assertThat(runAt(hour(2)).published()).isEqualTo(1);
  }

  @Test
  void endsIfAStoreIsOut() {
    sealed.outage = Optional.of(new UnavailableException("no answer"));
    sealed.seal(NOON);

    assertThatThrownBy(() -> runAt(hour(1))).isInstanceOf(UnavailableException.class);
  }

  /** The sealed hours of one log. */
  private static final class Sealed implements SealProgress {
    private final List<Instant> hours = new ArrayList<>();
    private Map<String, RuntimeException> malformed = Map.of();
    private Optional<UnavailableException> outage = Optional.empty();

    void seal(Instant hour) {
      hours.add(hour);
    }

    private Optional<Reached> reached() {
      return hours.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Reached(
                  Optional.of(new Seal.Link(hours.getLast(), "ab".repeat(32))),
                  hours.getLast().plus(Seal.HOUR)));
    }

    @Override
    public Notes ofShard(int shard) {
      if (shard != SealProgress.shardOf(PARTNER)) {
        return new Notes(Map.of(), Map.of());
      }
      return new Notes(
          reached().map(reached -> Map.of(PARTNER, reached)).orElse(Map.of()), malformed);
    }

    @Override
    public Optional<Reached> find(PartnerId partner) {
      return reached();
    }

    @Override
    public void note(PartnerId partner, Reached reached) {
      throw new UnsupportedOperationException("a feed seals nothing");
    }

    private final class Hours implements Seals {
      @Override
      public List<Instant> hours(PartnerId partner, Instant from) {
        outage.ifPresent(
            why -> {
              throw why;
            });
        return List.copyOf(hours);
      }

      @Override
      public Optional<byte[]> find(PartnerId partner, Instant hour) {
        throw new UnsupportedOperationException("a feed reads no seal");
      }

      @Override
      public boolean add(PartnerId partner, Instant hour, byte[] seal) {
        throw new UnsupportedOperationException("a feed seals nothing");
      }

      @Override
      public void publish(VerifyingKey key) {
        throw new UnsupportedOperationException("a feed seals nothing");
      }
    }
  }
}
