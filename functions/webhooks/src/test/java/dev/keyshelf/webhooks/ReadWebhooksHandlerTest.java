package dev.keyshelf.webhooks;

import static dev.keyshelf.webhooks.WebhookSteps.READ;
import static dev.keyshelf.webhooks.WebhookSteps.READ_ONE;
import static dev.keyshelf.webhooks.WebhookSteps.ROTATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.feed.EventType;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.webhook.Delivery;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.DeliveryResult.Unanswered;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadWebhooksHandlerTest {
  private static final Events KEYS = Events.of("read-webhook-keys");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private final WebhookSteps steps = new WebhookSteps(fixture);

  @BeforeEach
  void partnerExists() {
    fixture.partnerIs(false);
  }

  private Reply list() {
    return fixture.send(ReadWebhooksHandler::new, READ);
  }

  private Reply deliveries(String id, String query) {
    return fixture.send(
        ReadWebhooksHandler::new,
        READ.onRoute("GET /v1/webhooks/{webhookId}/deliveries")
            .withVariable("webhookId", id)
            .withQuery(query));
  }

  private Reply keys(String partner, String id) {
    return fixture.send(
        ReadWebhookKeysHandler::new,
        KEYS.withVariable("partnerId", partner).withVariable("webhookId", id));
  }

  @Test
  void listsTheOldestFirstWithTheLastNumber() {
    var first = steps.created();
    fixture.strike(fixture.now().plusSeconds(1));
    var second = steps.created();
    steps.published();
    var reply = list();

    assertThat(reply.at("/items/0/webhookId")).isEqualTo(first);
    assertThat(reply.at("/items/1/webhookId")).isEqualTo(second);
    assertThat(reply.at("/lastNumber")).isEqualTo("2");
    assertThat(reply.text()).doesNotContain("whsec_");
    assertThat(reply.header("ETag")).isNotEmpty();
  }

  @Test
  void readsOne() {
    var reply = steps.read(steps.created());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/state")).isEqualTo("ACTIVE");
    assertThat(reply.at("/lastNumber")).isEqualTo("0");
  }

  @Test
  void readsWhenOneLastDelivered() {
    var id = steps.created();
    assertThat(steps.read(id).json().has("lastDeliveredAt")).isFalse();

    steps.delivered(id, webhook -> webhook.deliveredAt(fixture.now()));

    assertThat(steps.read(id).at("/lastDeliveredAt")).isEqualTo(fixture.now().toString());
    assertThat(list().at("/items/0/lastDeliveredAt")).isEqualTo(fixture.now().toString());
  }

  @Test
  void readsNoneOfAnotherPartner() {
    var id = steps.created();

    assertThat(
            fixture
                .send(
                    ReadWebhooksHandler::new,
                    READ_ONE.withVariable("webhookId", id).ofPartner("partner-b"))
                .refusal())
        .isEqualTo("404 not-found");
  }

  private void attempted(String id, int attempt, DeliveryResult result) {
    var webhook = steps.webhook(id);
    var at = fixture.now().plusSeconds(attempt);
    var delivery =
        new Delivery(
            Ulids.next(at),
            7,
            "01KB9Q5T3M8N4P6R7S9V1W2X3Y",
            EventType.of(Operation.ORDER_PLACED, Outcome.DONE),
            attempt,
            at,
            Duration.ofMillis(84),
            result);
    fixture
        .ports()
        .webhooks()
        .webhooks()
        .deliver(
            webhook,
            webhook.at(webhook.position(), List.of(), Optional.empty()),
            List.of(delivery),
            Optional.empty());
  }

  @Test
  void listsDeliveriesTheNewestFirst() {
    var id = steps.created();
    attempted(id, 1, new Unanswered(Failure.TIMED_OUT));
    attempted(id, 2, new Answered(503, "Busy"));
    attempted(id, 3, new Answered(204, ""));
    var reply = deliveries(id, "limit=2");

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/items/0/attempt")).isEqualTo("3");
    assertThat(reply.at("/items/0/state")).isEqualTo("DELIVERED");
    assertThat(reply.at("/items/1/status")).isEqualTo("503");
    assertThat(reply.at("/items/1/answer")).isEqualTo("Busy");
    assertThat(reply.at("/items/1/took")).isEqualTo("PT0.084S");
    var rest = deliveries(id, "limit=2&cursor=" + reply.at("/next"));
    assertThat(rest.at("/items/0/failure")).isEqualTo("TIMED_OUT");
    assertThat(rest.json().has("next")).isFalse();
  }

  @Test
  void listsOnlyFailuresIfAsked() {
    var id = steps.created();
    attempted(id, 1, new Answered(500, ""));
    attempted(id, 2, new Answered(200, ""));

    assertThat(deliveries(id, "state=FAILED").json().get("items")).hasSize(1);
    assertThat(deliveries(id, "state=FAILED").at("/items/0/attempt")).isEqualTo("1");
    assertThat(deliveries(id, "state=LOST").refusal()).isEqualTo("400 validation");
  }

  @Test
  void listsNoDeliveriesOfADeletedWebhook() {
    var id = steps.created();
    attempted(id, 1, new Answered(500, ""));
    steps.delete(id);

    assertThat(deliveries(id, "").refusal()).isEqualTo("404 not-found");
  }

  @Test
  void showsAnyoneThePublicKeysThatSign() {
    var id = steps.created();
    steps.rotate(ROTATE, id);
    var reply = keys("partner-a", id);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(reply.json().get("keys")).hasSize(2);
    assertThat(reply.at("/keys/0/kty")).isEqualTo("OKP");
    assertThat(reply.at("/keys/0/x")).matches("[A-Za-z0-9_-]{43}");
    assertThat(reply.at("/keys/0/kid")).isEqualTo(steps.read(id).at("/publicKeys/0/kid"));
    fixture.strike(fixture.now().plus(Duration.ofHours(24)));
    assertThat(keys("partner-a", id).json().get("keys")).hasSize(1);
  }

  @Test
  void showsNoKeysOfWhatDoesNotExist() {
    var id = steps.created();

    assertThat(keys("partner-b", id).refusal()).isEqualTo("404 not-found");
    assertThat(keys("Partner A", id).refusal()).isEqualTo("404 not-found");
    assertThat(keys("partner-a", "x").refusal()).isEqualTo("404 not-found");
  }
}
