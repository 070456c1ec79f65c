package dev.keyshelf.events;

import static dev.keyshelf.domain.webhook.DeliveryResult.Failure.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.aws.WakeMessages;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.webhook.DeliveryResult.Unanswered;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookState;
import dev.keyshelf.domain.webhook.Webhooks;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Hooked;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the function on the stream publishes, and what it hands back. */
class PublishEventsHandlerTest {
  private static final Events BATCH = Events.of("publish-events");
  private static final PartnerId PARTNER = new PartnerId("partner-a");

  @RegisterExtension final HandlerFixture fixture = new HandlerFixture();

  private JsonNode answer(Events event) {
    return event
        .to(
            new PublishEventsHandler(fixture.ports())::handleRequest,
            DynamodbEvent.class,
            Context.class)
        .answer();
  }

  private JsonNode failures(Events event) {
    return answer(event).path("batchItemFailures");
  }

  private List<Event> feed() {
    return fixture.ports().feed().feeds().list(PARTNER, 0, 100);
  }

  @Test
  void publishesTheRecordOfAnImage() {
    assertThat(answer(BATCH).path("batchItemFailures")).isEmpty();

    assertThat(feed()).extracting(Event::number).containsExactly(1L);
    var record = feed().getFirst().record();
    assertThat(record)
        .extracting(ActivityRecord::operation, ActivityRecord::at)
        .containsExactly(Operation.ORDER_PLACED, Instant.parse("2026-11-20T09:50:00Z"));
    assertThat(((Actor.User) record.by()).roles()).isEqualTo(Set.of("AdminAgent", "GlobalAdmin"));
  }

  @Test
  void publishesABatchOnceHoweverOftenItComes() {
    answer(BATCH);
    answer(BATCH);

    assertThat(feed()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"INSERT,MODIFY", "INSERT,REMOVE", "ACTIVITY#partner-a,ORDER#partner-a"})
  void passesOverWhatIsNoNewRecord(String written, String other) {
    assertThat(answer(BATCH.replacing(written, other)).path("batchItemFailures")).isEmpty();

    assertThat(feed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ORDER_PLACED | ORDER_EATEN",
        "\"requestId\" | \"other\"",
        "{\"S\":\"2026-11-20T09:50:00.000Z\"} | {\"S\":\"yesterday\"}",
        "{\"S\":\"2026-11-20T09:50:00.000Z\"} | {\"S\":\"2026-11-20T09:50:01.000Z\"}",
        "{\"S\":\"DONE\"} | {\"NULL\":true}"
      })
  void holdsUpNoOtherForAMalformedRecord(String written, String other) {
    assertThat(answer(BATCH.replacing(written, other)).path("batchItemFailures")).isEmpty();

    assertThat(feed()).isEmpty();
    answer(BATCH);
    assertThat(feed()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"eventName\": \"INSERT\"}",
        "{\"eventName\": \"INSERT\", \"dynamodb\": null}",
        "{\"eventName\": \"INSERT\", \"dynamodb\": {\"SequenceNumber\": \"7\"}}",
        "{\"eventName\": \"INSERT\", \"dynamodb\": {\"Keys\": null, \"SequenceNumber\": \"7\"}}",
        "{\"eventName\": \"INSERT\", \"dynamodb\": {\"Keys\": {\"pk\": {\"S\":"
            + " \"ACTIVITY#partner-a#2026-11-20\"}}, \"SequenceNumber\": \"7\"}}",
        "{\"eventName\": \"INSERT\", \"dynamodb\": {\"Keys\": {\"pk\": {\"S\":"
            + " \"ACTIVITY#partner-a#2026-11-20\"}}, \"NewImage\": {\"pk\": null}}}"
      })
  void reportsAChangeThatLacksItsKeysOrImageAndPublishesTheOthers(String change) {
    var batch = BATCH.replacing("\"Records\":[", "\"Records\":[" + change + ",");

    var lines = Printed.during(() -> assertThat(failures(batch)).isEmpty());

    assertThat(feed()).hasSize(1);
    assertThat(lines).contains("\"EventsMalformed\":1");
  }

  @Test
  void handsBackTheRecordsThatItCouldNotPublish() {
    fixture
        .cloud()
        .dynamoDb()
        .deleteTable(delete -> delete.tableName(fixture.environment("KEYSHELF_TABLE")));

    assertThat(answer(BATCH).at("/batchItemFailures/0/itemIdentifier").asText())
        .isEqualTo("111100000000000000000000012345");
  }

  @Test
  void wakesTheWebhooksOfThePartnerThatAreDue() {
    var active = added(hook());
    added(hook().in(new WebhookState.Paused()));
    added(hook().failing(Failing.first(fixture.now(), new Unanswered(TIMED_OUT))));
    added(hook().of(new PartnerId("partner-b")));

    answer(BATCH);

    var woken = fixture.cloud().queue("Wakes").receive().orElseThrow();
    assertThat(WakeMessages.place(woken.body())).contains(new Webhooks.Place(PARTNER, active.id()));
    assertThat(fixture.cloud().queue("Wakes").size()).isOne();
  }

  @Test
  void wakesAWebhookOnceForABatchThatComesTwice() {
    added(hook());

    answer(BATCH);
    answer(BATCH);

    assertThat(fixture.cloud().queue("Wakes").size()).isOne();
  }

  @Test
  void publishesAndAnswersAlthoughAWakeFails() {
    added(hook());
    Map<String, String> environment = new HashMap<>(fixture.cloud().environment());
    environment.put("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1/");
    try (var ports = Wiring.of(environment, Clock.fixed(fixture.now(), ZoneOffset.UTC))) {
      var handler = new PublishEventsHandler(ports);

      var lines = Printed.during(() -> assertThat(failures(handler)).isEmpty());

      assertThat(lines)
          .contains("\"requestId\":\"" + Events.INVOCATION + "\"", "\"about\":\"wakes\"");
    }
    assertThat(feed()).hasSize(1);
    assertThat(fixture.cloud().queue("Wakes").size()).isZero();
  }

  private static JsonNode failures(PublishEventsHandler handler) {
    return BATCH
        .to(handler::handleRequest, DynamodbEvent.class, Context.class)
        .answer()
        .path("batchItemFailures");
  }

  private Hooked hook() {
    return Hooked.at(fixture.now()).of(PARTNER);
  }

  private Webhook added(Hooked hooked) {
    var webhook = hooked.webhook();
    fixture.hooked(webhook);
    return webhook;
  }
}
