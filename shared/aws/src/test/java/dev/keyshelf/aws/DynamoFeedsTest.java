package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.domain.feed.FeedProgress.Compared;
import dev.keyshelf.domain.feed.Feeds.Malformed;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link dev.keyshelf.domain.feed.Feeds}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoFeedsTest {
  private static final long SMALL_BLOCK = 10;

  private final Wiring ports;
  private final Table table;
  private final DynamoFeeds feeds;

  DynamoFeedsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
    this.table = new CountedWrites().table(OnDynamo.environment(cloud));
    this.feeds = new DynamoFeeds(table, SMALL_BLOCK);
  }

  private static ActivityRecord recordAt(Instant at) {
    return ActivityRecord.of(PARTNER, anAgentAt(at), Operation.CUSTOMER_CHANGED, Subject.none());
  }

  private static List<ActivityRecord> records(int count) {
    return IntStream.range(0, count).mapToObj(i -> recordAt(NOON.plusMillis(i))).toList();
  }

  private List<Event> everything() {
    var all = new ArrayList<Event>();
    List<Event> page;
    do {
      page = feeds.list(PARTNER, all.size(), 100);
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  @Test
  void numbersRecordsInTheirOrderFromOneOn() {
    var records = records(3);

    assertThat(feeds.last(PARTNER)).isZero();
    assertThat(feeds.publish(PARTNER, records)).isEqualTo(3);
    assertThat(feeds.last(PARTNER)).isEqualTo(3);
    assertThat(feeds.list(PARTNER, 0, 10))
        .containsExactly(
            new Event(1, records.get(0)),
            new Event(2, records.get(1)),
            new Event(3, records.get(2)));
    assertThat(feeds.list(PARTNER, 1, 1)).containsExactly(new Event(2, records.get(1)));
    assertThat(feeds.list(PARTNER, 3, 10)).isEmpty();
  }

  @Test
  void numbersARecordOnceHoweverOftenItsBatchComes() {
    var records = records(5);
    feeds.publish(PARTNER, records);

    assertThat(feeds.publish(PARTNER, records)).isZero();
    assertThat(feeds.last(PARTNER)).isEqualTo(5);
    assertThat(everything()).hasSize(5);
  }

  @Test
  void numbersARecordOnceThatABatchNamesTwice() {
    var record = recordAt(NOON);

    assertThat(feeds.publish(PARTNER, List.of(record, record))).isEqualTo(1);
    assertThat(everything()).containsExactly(new Event(1, record));
  }

  @Test
  void completesABatchThatIsPublishedInPart() {
    var records = records(6);
    feeds.publish(PARTNER, List.of(records.get(1), records.get(4)));

    assertThat(feeds.publish(PARTNER, records)).isEqualTo(4);
    assertThat(everything())
        .extracting(Event::record)
        .containsExactly(
            records.get(1),
            records.get(4),
            records.get(0),
            records.get(2),
            records.get(3),
            records.get(5));
  }

  @Test
  void publishesMoreThanOneTransactionHolds() {
    var records = records(120);

    assertThat(feeds.publish(PARTNER, records)).isEqualTo(120);
    assertThat(everything()).extracting(Event::record).containsExactlyElementsOf(records);
  }

  @Test
  void publishesRecordsThatAreTogetherTooLargeForOneTransaction() {
    var records = records(8).stream().map(each -> each.about("x".repeat(300_000))).toList();

    assertThat(feeds.publish(PARTNER, records)).isEqualTo(8);
    assertThat(everything()).extracting(Event::record).containsExactlyElementsOf(records);
  }

  @Test
  void readsOnOverTheBorderOfABlock() {
    feeds.publish(PARTNER, records(25));

    assertThat(feeds.list(PARTNER, 8, 100)).extracting(Event::number).containsExactly(9L);
    assertThat(feeds.list(PARTNER, 9, 100))
        .extracting(Event::number)
        .containsExactlyElementsOf(LongStream.range(10, 20).boxed().toList());
    assertThat(everything())
        .extracting(Event::number)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 25).boxed().toList());
  }

  @Test
  void listsNothingBeyondANumberThatIsNotSeen() {
    feeds.publish(PARTNER, records(5));
    var transaction = table.writes().transaction();
    transaction.remove(new Key(FeedKeys.block(PARTNER, 0), FeedKeys.sort(3)));
    table.writes().commit(transaction);

    assertThat(feeds.list(PARTNER, 0, 10)).extracting(Event::number).containsExactly(1L, 2L);
    assertThat(feeds.list(PARTNER, 2, 10)).isEmpty();
  }

  @Test
  void keepsAnotherPartnersFeedApart() {
    feeds.publish(PARTNER, records(3));

    assertThat(feeds.last(OTHER_PARTNER)).isZero();
    assertThat(feeds.list(OTHER_PARTNER, 0, 10)).isEmpty();
  }

  @Test
  void leavesNoGapAndNoDoubleWhenPublishersRace() throws Exception {
    var seed = new Random().nextLong();
    System.out.println("seed of the race: " + seed);
    var random = new Random(seed);
    var records = records(60);
    List<Callable<Integer>> publishers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      var mine = new ArrayList<>(records);
      Collections.shuffle(mine, random);
      var size = 1 + random.nextInt(20);
      publishers.add(
          () -> {
            var count = 0;
            for (int from = 0; from < mine.size(); from += size) {
              count +=
                  feeds.publish(PARTNER, mine.subList(from, Math.min(from + size, mine.size())));
            }
            return count;
          });
    }
    var counted = 0;
    try (var threads = Executors.newFixedThreadPool(publishers.size())) {
      for (var each : threads.invokeAll(publishers)) {
        counted += each.get();
      }
    }

    assertThat(counted).isEqualTo(60);
    assertThat(feeds.last(PARTNER)).isEqualTo(60);
    assertThat(everything()).extracting(Event::record).containsExactlyInAnyOrderElementsOf(records);
  }

  @Test
  void findsRecordsOfTheLogWithoutANumberInItsOrder() {
    var records =
        List.of(
            recordAt(NOON.minusMillis(1)),
            recordAt(NOON),
            recordAt(NOON.plusSeconds(1)),
            recordAt(NOON.plus(Duration.ofDays(1))),
            recordAt(NOON.plus(Duration.ofDays(2))));
    records.reversed().forEach(ports.activityLog()::record);
    feeds.publish(PARTNER, List.of(records.get(2)));
    var end = NOON.plus(Duration.ofDays(2));

    assertThat(feeds.unnumbered(PARTNER, NOON, end, 10).records())
        .containsExactly(records.get(1), records.get(3));
    assertThat(feeds.unnumbered(PARTNER, NOON, end, 1).records()).containsExactly(records.get(1));
    assertThat(feeds.unnumbered(OTHER_PARTNER, NOON, end, 10).records()).isEmpty();
  }

  @Test
  void namesALogItemThatIsNoRecordAndFindsTheOthers() {
    var record = recordAt(NOON.plusSeconds(1));
    ports.activityLog().record(record);
    var damaged = Keys.activity(PARTNER, NOON, "01M7W2Y7M0PV25GRW7BRT4GZ53");
    var foreign = new Key(damaged.partition(), Keys.time(NOON) + "!x");
    for (var key : List.of(damaged, foreign)) {
      table
          .writes()
          .put(Item.at(key).with("note", "no record"), "attribute_not_exists(pk)", Map.of());
    }

    var found = feeds.unnumbered(PARTNER, NOON, NOON.plusSeconds(2), 10);

    assertThat(found.records()).containsExactly(record);
    assertThat(found.malformed())
        .containsExactly(
            new Malformed(foreign.partition() + " " + foreign.sort(), Optional.empty()),
            new Malformed(damaged.partition() + " " + damaged.sort(), Optional.of(NOON)));
  }

  @Test
  void notesOnlyProgress() {
    var progress = new DynamoFeedProgress(table);

    assertThat(progress.find(PARTNER)).isEmpty();

    progress.note(PARTNER, new Compared(NOON, NOON));
    progress.note(PARTNER, new Compared(NOON.minusSeconds(1), NOON));

    assertThat(progress.find(PARTNER)).contains(new Compared(NOON, NOON));

    progress.note(PARTNER, new Compared(NOON.plusSeconds(1), NOON));

    assertThat(progress.find(PARTNER)).contains(new Compared(NOON.plusSeconds(1), NOON));
  }

  @Test
  void keepsTheFirstRunThatWasNoted() {
    var progress = new DynamoFeedProgress(table);
    progress.note(PARTNER, new Compared(NOON, NOON));

    progress.note(PARTNER, new Compared(NOON.plusSeconds(2), NOON.plusSeconds(1)));

    assertThat(progress.find(PARTNER)).contains(new Compared(NOON, NOON));
  }
}
