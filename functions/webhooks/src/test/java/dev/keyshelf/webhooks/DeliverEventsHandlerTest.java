package dev.keyshelf.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.api.EventJson;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.domain.webhook.Receivers;
import dev.keyshelf.domain.webhook.SigningSecret;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookAddress;
import dev.keyshelf.domain.webhook.WebhookMessage;
import dev.keyshelf.domain.webhook.WebhookSecret;
import dev.keyshelf.http.Json;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Hooked;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the function on the queue sends, and which messages come again, and when. */
class DeliverEventsHandlerTest {
  private static final WebhookId ID = new WebhookId("01KADPB2A0WEBH00K000000001");
  private static final Events WOKEN =
      Events.of("deliver-events").withTimeLeft(Duration.ofMinutes(1));

  @RegisterExtension final HandlerFixture fixture = new HandlerFixture();

  private final List<WebhookMessage> sent = new ArrayList<>();
  private DeliveryResult answer = new Answered(200, "");
  private final List<String> postponed = new ArrayList<>();
  private int closed;

  private final Receivers receivers =
      new Receivers() {
        @Override
        public DeliveryResult send(WebhookAddress address, WebhookMessage message) {
          sent.add(message);
          return answer;
        }

        @Override
        public void close() {
          closed++;
        }
      };

  private Webhook added(Hooked hooked) {
    var secret = SigningSecret.random();
    var boundTo = Webhook.boundTo(Story.PARTNER, ID);
    var sealed =
        new WebhookSecret(
            fixture.ports().webhookVault().seal(secret.text(), boundTo),
            secret.publicKey(),
            fixture.now(),
            Optional.empty());
    var webhook = hooked.as(ID).of(Story.PARTNER).signedBy(List.of(sealed)).webhook();
    fixture.hooked(webhook);
    return webhook;
  }

  private Webhook added() {
    return added(Hooked.at(fixture.now()));
  }

  private List<ActivityRecord> published(int count) {
    var act = new Act(new Actor.User("ada", Set.of("AdminAgent")), fixture.now(), "request");
    var records =
        IntStream.range(0, count)
            .mapToObj(
                _ -> ActivityRecord.of(Story.PARTNER, act, Operation.ORDER_PLACED, Subject.none()))
            .toList();
    fixture.ports().feed().feeds().publish(Story.PARTNER, records);
    return records;
  }

  private JsonNode again(Events event) {
    return event
        .to(
            new DeliverEventsHandler(fixture.ports(), receivers, this::postpone)::handleRequest,
            SQSEvent.class,
            Context.class)
        .answer()
        .path("batchItemFailures");
  }

  private void postpone(String receipt, Duration time) {
    postponed.add(receipt + " " + time);
  }

  @Test
  void sendsTheEventsOfTheFeedAsTheFeedHasThem() {
    var records = published(3);
    added();

    assertThat(again(WOKEN)).isEmpty();

    var feed = fixture.ports().feed().feeds().list(Story.PARTNER, 0, 10);
    assertThat(sent)
        .extracting(WebhookMessage::id)
        .isEqualTo(records.stream().map(ActivityRecord::id).toList());
    assertThat(sent)
        .extracting(message -> new String(message.body(), StandardCharsets.UTF_8))
        .isEqualTo(feed.stream().map(event -> Json.write(EventJson.of(event))).toList());
  }

  /** Each attempt is a call of its own, so it has a span of its own. */
  @Test
  void handsOnTheRequestAndTheTraceOfEachEvent() {
    var span =
        new Span("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Optional.of("a=1"));
    var by = new Actor.User("ada", Set.of("AdminAgent"));
    published(new Act(by, fixture.now(), "own-1", Optional.of(span)));
    published(new Act(by, fixture.now(), "own-2"));
    published(new Act(by, fixture.now(), "what an operator wrote"));
    added();

    again(WOKEN);

    assertThat(sent)
        .extracting(WebhookMessage::requestId)
        .containsExactly(Optional.of("own-1"), Optional.of("own-2"), Optional.empty());
    assertThat(sent.getFirst().span().orElseThrow())
        .isNotEqualTo(span)
        .satisfies(
            sentSpan -> {
              assertThat(sentSpan.parent())
                  .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01");
              assertThat(sentSpan.state()).contains("a=1");
            });
    assertThat(sent.get(1).span()).isEmpty();
    assertThat(new String(sent.getFirst().body(), StandardCharsets.UTF_8))
        .contains("\"requestid\":\"own-1\",\"traceparent\":\"" + span.parent() + "\"");
  }

  private void published(Act act) {
    fixture
        .ports()
        .feed()
        .feeds()
        .publish(
            Story.PARTNER,
            List.of(ActivityRecord.of(Story.PARTNER, act, Operation.ORDER_PLACED, Subject.none())));
  }

  @Test
  void closesItsConnectionsBeforeItAnswers() {
    published(1);
    added();

    again(WOKEN);

    assertThat(closed).isOne();
  }

  @Test
  void answersForAWebhookThatIsGoneAndForAMessageThatIsMalformed() {
    assertThat(again(WOKEN)).isEmpty();
    assertThat(again(WOKEN.replacing("partner-a/" + ID, "nonsense"))).isEmpty();
    assertThat(sent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "999, 1", "1000, 1", "1001, 2", "60000, 60"})
  void letsAMessageComeAgainWhenTheRetryIsDue(long millis, long seconds) {
    published(1);
    var nextAt = fixture.now().plusMillis(millis);
    added(Hooked.at(fixture.now()).failing(failing(nextAt)));

    assertThat(again(WOKEN))
        .extracting(failure -> failure.path("itemIdentifier").asText())
        .containsExactly("2e1424d4-f796-459a-8184-9c92662be6da");

    assertThat(sent).isEmpty();
    assertThat(postponed)
        .containsExactly("AQEBzWwaftRI0KuVm4tP+/7q1rGgNqicHq== " + Duration.ofSeconds(seconds));
  }

  private static Failing failing(Instant nextAt) {
    return new Failing(nextAt.minusSeconds(600), 3, nextAt, new Answered(500, ""));
  }

  @Test
  void leavesALongerWaitToTheSchedule() {
    published(1);
    var nextAt = fixture.now().plusSeconds(60).plusMillis(1);
    added(Hooked.at(fixture.now()).failing(failing(nextAt)));

    assertThat(again(WOKEN)).isEmpty();
    assertThat(postponed).isEmpty();
  }

  @Test
  void wakesItselfIfThereIsMoreThanItHasTimeFor() {
    published(1);
    added();

    assertThat(again(WOKEN.withTimeLeft(Duration.ofSeconds(15)))).isEmpty();

    assertThat(sent).isEmpty();
    var woken = fixture.cloud().queue("Wakes").receive().orElseThrow();
    assertThat(woken.body()).isEqualTo("partner-a/" + ID);
  }
}
