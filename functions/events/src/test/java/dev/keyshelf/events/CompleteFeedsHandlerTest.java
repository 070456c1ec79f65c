package dev.keyshelf.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.domain.sealing.Seal;
import dev.keyshelf.domain.sealing.SealProgress;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a run of the schedule publishes and reports. */
class CompleteFeedsHandlerTest {
  private static final Events FIRED =
      Events.of("complete-feeds").withTimeLeft(Duration.ofMinutes(15));
  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
  private static final Duration AFTER_SEALS = Duration.ofMinutes(35);

  @RegisterExtension final HandlerFixture fixture = new HandlerFixture();

  private ActivityRecord logged(Instant at) {
    var act = new Act(new Actor.User("ada", Set.of("AdminAgent")), at, "request");
    var record = ActivityRecord.of(Story.PARTNER, act, Operation.ORDER_PLACED, Subject.none());
    fixture.ports().activityLog().record(record);
    return record;
  }

  /** Notes that an hour is sealed, which is all that a run reads of it. */
  private void sealed(Instant hour) {
    var link = new Seal.Link(hour, "ab".repeat(32));
    fixture
        .ports()
        .sealProgress()
        .note(Story.PARTNER, new SealProgress.Reached(Optional.of(link), hour.plus(Seal.HOUR)));
  }

  private void put(Map<String, AttributeValue> item) {
    fixture
        .cloud()
        .dynamoDb()
        .putItem(put -> put.tableName(fixture.environment("KEYSHELF_TABLE")).item(item));
  }

  private JsonNode run(Instant hour, Events event) {
    fixture.strike(hour.plus(AFTER_SEALS));
    return fixture.fire(CompleteFeedsHandler::new, event);
  }

  private String linesOf(Instant hour) {
    return Printed.during(() -> run(hour, FIRED));
  }

  private List<ActivityRecord> feed() {
    return fixture.ports().feed().feeds().list(Story.PARTNER, 0, 100).stream()
        .map(Event::record)
        .toList();
  }

  @Test
  void publishesTheRecordsOfSealedHours() {
    var record = logged(NINE);
    logged(NINE.plus(Seal.HOUR));
    sealed(NINE);

    assertThat(run(NINE.plus(Seal.HOUR), FIRED).toString())
        .contains("\"published\":1", "\"complete\":true");
    assertThat(feed()).containsExactly(record);
  }

  @Test
  void countsWhatTheStreamShouldHaveDeliveredAndNothingElse() {
    logged(NINE);
    sealed(NINE);
    assertThat(linesOf(NINE.plus(Seal.HOUR))).doesNotContain("EventsTakenUp");

    logged(NINE.plus(Seal.HOUR).plus(AFTER_SEALS));
    sealed(NINE.plus(Seal.HOUR));

    assertThat(linesOf(NINE.plus(Seal.HOUR.multipliedBy(2)))).contains("\"EventsTakenUp\":1");
  }

  @Test
  void namesAnItemThatIsNoRecord() {
    put(
        Map.of(
            "pk", AttributeValue.fromS("ACTIVITY#partner-a#2026-11-20"),
            "sk", AttributeValue.fromS("2026-11-20T09:50:00.000Z#damaged")));
    var record = logged(NINE);
    sealed(NINE);

    assertThat(linesOf(NINE.plus(Seal.HOUR)))
        .contains("\"EventsMalformed\":1", "ACTIVITY#partner-a#2026-11-20 2026-11-20T09:50");
    assertThat(feed()).containsExactly(record);
  }

  @Test
  void leavesTheRestToTheNextRunWhenTimeRunsOut() {
    logged(NINE);
    sealed(NINE);
    var brief = FIRED.withTimeLeft(Duration.ofSeconds(60));

    assertThat(run(NINE.plus(Seal.HOUR), brief).toString())
        .contains("\"published\":0", "\"complete\":false");
    assertThat(run(NINE.plus(Seal.HOUR), FIRED).path("published").asInt()).isEqualTo(1);
  }

  @Test
  void failsForTheDeadLetterQueueAfterAllOtherFeeds() {
    put(
        Map.of(
            "pk",
            AttributeValue.fromS("SEALS#" + SealProgress.shardOf(Story.PARTNER)),
            "sk",
            AttributeValue.fromS("damaged")));
    var record = logged(NINE);
    sealed(NINE);

    assertThatThrownBy(() -> run(NINE.plus(Seal.HOUR), FIRED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("feeds");
    assertThat(feed()).containsExactly(record);
  }
}
