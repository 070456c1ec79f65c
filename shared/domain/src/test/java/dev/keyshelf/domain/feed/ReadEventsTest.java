package dev.keyshelf.domain.feed;

import static dev.keyshelf.domain.activity.Operation.LINK_CREATED;
import static dev.keyshelf.domain.activity.Operation.ORDER_PLACED;
import static dev.keyshelf.domain.feed.MemoryFeeds.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.feed.ReadEvents.Result;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages of a feed in memory. */
@Timeout(60) // Stops a page that never ends.
class ReadEventsTest {
  private static final EventTypes ORDERS =
      EventTypes.parse(List.of("dev.keyshelf.order.*")).orElseThrow();

  private final MemoryFeeds feeds = new MemoryFeeds();
  private final List<ActivityRecord> recorded = new ArrayList<>();
  private final ReadEvents readEvents = new ReadEvents(feeds, new Recorded());

  private Result.Page page(long after, EventTypes types, int limit) {
    return (Result.Page) readEvents.page(PARTNER, after, types, limit);
  }

  private void published(int count, Operation operation) {
    for (int i = 0; i < count; i++) {
      feeds.published(operation);
    }
  }

  private static List<Long> numbers(Result.Page page) {
    return page.events().stream().map(Event::number).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void startsAfterTheNumberAndEndsAtTheLimit() {
    published(5, ORDER_PLACED);

    var page = page(1, EventTypes.all(), 3);

    assertThat(numbers(page)).containsExactly(2L, 3L, 4L);
    assertThat(page.examinedUpTo()).isEqualTo(4);
  }

  @Test
  void readsNoMoreEventsThanTheyAskFor() {
    published(5, ORDER_PLACED);

    page(0, EventTypes.all(), 3);

    assertThat(feeds.limits).containsExactly(3);
  }

  @Test
  void examinesWhatItDoesNotReturn() {
    feeds.published(LINK_CREATED, ORDER_PLACED, LINK_CREATED);

    var page = page(0, ORDERS, 10);

    assertThat(numbers(page)).containsExactly(2L);
    assertThat(page.examinedUpTo()).isEqualTo(3);
  }

  /** What is beyond the last returned event may be wanted, so it is not examined. */
  @Test
  void examinesNothingAfterItsLastEvent() {
    feeds.published(ORDER_PLACED, LINK_CREATED, ORDER_PLACED);

    var page = page(0, ORDERS, 1);

    assertThat(numbers(page)).containsExactly(1L);
    assertThat(page.examinedUpTo()).isEqualTo(1);
    assertThat(numbers(page(1, ORDERS, 1))).containsExactly(3L);
  }

  @Test
  void examinesAtMostTheLongestPage() {
    published(FeedPages.LONGEST_PAGE, LINK_CREATED);
    feeds.published(ORDER_PLACED);

    var first = page(0, ORDERS, 10);

    assertThat(first).isEqualTo(new Result.Page(List.of(), FeedPages.LONGEST_PAGE));
    assertThat(numbers(page(first.examinedUpTo(), ORDERS, 10)))
        .containsExactly(FeedPages.LONGEST_PAGE + 1L);
  }

  @Test
  void examinesTheLongestPageFromAnyNumber() {
    published(FeedPages.LONGEST_PAGE + 300, LINK_CREATED);

    assertThat(page(200, ORDERS, 10).examinedUpTo()).isEqualTo(FeedPages.LONGEST_PAGE + 200L);
  }

  @Test
  void readsOnUntilThePageIsFull() {
    published(1_200, LINK_CREATED);
    published(3, ORDER_PLACED);

    assertThat(numbers(page(0, ORDERS, 2))).isEqualTo(range(1_201, 1_202));
  }

  @Test
  void isEmptyAtTheEndOfAFeed() {
    published(2, ORDER_PLACED);

    assertThat(page(2, EventTypes.all(), 10)).isEqualTo(new Result.Page(List.of(), 2));
    assertThat(readEvents.page(new PartnerId("partner-b"), 0, EventTypes.all(), 10))
        .isEqualTo(new Result.Page(List.of(), 0));
  }

  @Test
  void refusesANumberBeyondTheLast() {
    published(2, ORDER_PLACED);

    assertThat(readEvents.page(PARTNER, 3, EventTypes.all(), 10)).isEqualTo(new Result.Beyond(2));
    assertThat(readEvents.last(PARTNER)).isEqualTo(2);
  }

  @Test
  void recordsAReaderAtTheBeginningOfTheHour() {
    var act =
        new Act(
            new Actor.User("ada", Set.of("GlobalAdmin")),
            Instant.parse("2026-11-20T12:59:59.999Z"),
            "request");

    readEvents.record(PARTNER, act);

    assertThat(recorded)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.partner()).isEqualTo(PARTNER);
              assertThat(record.at()).isEqualTo("2026-11-20T12:00:00Z");
              assertThat(record.operation()).isEqualTo(Operation.ACTIVITY_READ);
              assertThat(record.detail()).contains("events");
            });
  }

  private final class Recorded implements ActivityLog {
    @Override
    public Page list(PartnerId partner, Question question, int limit, Optional<Position> after) {
      throw new UnsupportedOperationException("a reader of the feed reads no log");
    }

    @Override
    public void record(ActivityRecord activity) {
      recorded.add(activity);
    }
  }
}
