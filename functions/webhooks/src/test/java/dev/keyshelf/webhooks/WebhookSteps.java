package dev.keyshelf.webhooks;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookState;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Steps of tests about webhooks. */
final class WebhookSteps {
  static final Events CREATE = Events.of("create-webhook");
  static final Events CHANGE = Events.of("change-webhook");
  static final Events ROTATE = Events.of("rotate-webhook-secret");
  static final Events PING = Events.of("ping-webhook");
  static final Events REDELIVER = Events.of("redeliver-events");
  static final Events DELETE = Events.of("delete-webhook");
  static final Events READ = Events.of("read-webhooks");
  static final Events READ_ONE = READ.onRoute("GET /v1/webhooks/{webhookId}");

  private static final String ID = "webhookId";

  private final HandlerFixture fixture;

  WebhookSteps(HandlerFixture fixture) {
    this.fixture = fixture;
  }

  Reply create(Events event) {
    return fixture.send(CreateWebhookHandler::new, event);
  }

  /** Creates the webhook of the sample event, and returns its id. */
  String created() {
    return create(CREATE.again()).at("/webhookId");
  }

  Reply change(String id, String body) {
    return fixture.send(
        ChangeWebhookHandler::new, CHANGE.again().withVariable(ID, id).withBody(body));
  }

  Reply rotate(Events event, String id) {
    return fixture.send(RotateWebhookSecretHandler::new, event.withVariable(ID, id));
  }

  Reply ping(Events event, String id) {
    return fixture.send(PingWebhookHandler::new, event.withVariable(ID, id));
  }

  Reply redeliver(String id, String body) {
    return fixture.send(
        RedeliverEventsHandler::new, REDELIVER.again().withVariable(ID, id).withBody(body));
  }

  Reply delete(String id) {
    return fixture.send(DeleteWebhookHandler::new, DELETE.withVariable(ID, id));
  }

  Reply read(String id) {
    return fixture.send(ReadWebhooksHandler::new, READ_ONE.withVariable(ID, id));
  }

  Webhook webhook(String id) {
    return fixture
        .ports()
        .webhooks()
        .webhooks()
        .find(Story.PARTNER, new WebhookId(id))
        .orElseThrow();
  }

  /** Changes the stored webhook as a delivery does. */
  void delivered(String id, UnaryOperator<Webhook> change) {
    var before = webhook(id);
    fixture
        .ports()
        .webhooks()
        .webhooks()
        .deliver(before, change.apply(before), List.of(), Optional.empty());
  }

  /** Has the webhook wait for the retry of a delivery that failed a while ago. */
  void isFailing(String id) {
    var since = fixture.now().minus(Duration.ofMinutes(20));
    var failing =
        Failing.first(since, new DeliveryResult.Answered(503, ""))
            .again(since.plusSeconds(1200), new DeliveryResult.Answered(503, ""));
    delivered(id, webhook -> webhook.at(webhook.position(), webhook.again(), Optional.of(failing)));
  }

  void isOff(String id) {
    delivered(id, webhook -> webhook.off(WebhookState.Reason.GONE, fixture.now()));
  }

  /** Publishes all records of the log, and returns the last number of the feed. */
  long published() {
    var feeds = fixture.ports().feed().feeds();
    feeds.publish(Story.PARTNER, fixture.log(Story.PARTNER).reversed());
    return feeds.last(Story.PARTNER);
  }

  /** Returns the newest record of an operation. */
  ActivityRecord record(Operation operation) {
    return fixture.onlyRecord(Story.PARTNER, operation);
  }
}
