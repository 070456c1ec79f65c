package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.webhook.DeliverEvents;
import dev.keyshelf.domain.webhook.Delivery;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.Receivers;
import dev.keyshelf.domain.webhook.SigningSecret;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookAddress;
import dev.keyshelf.domain.webhook.WebhookMessage;
import dev.keyshelf.domain.webhook.WebhookSecret;
import dev.keyshelf.testkit.Hooked;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.cloud.CloudFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A feed, and receivers that answer as a test says, at times that it chooses. */
final class Delivering implements Receivers {
  static final DeliveryResult RECEIVED = new Answered(200, "ok");
  static final DeliveryResult REFUSED = new Answered(500, "no");

  final Wiring ports;
  final StoppedClock clock = new StoppedClock();
  final List<WebhookMessage> sent = new ArrayList<>();
  Function<WebhookMessage, DeliveryResult> answer = _ -> RECEIVED;
  TimeLeft timeLeft = TimeLeft.ENDLESS;

  Delivering(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud, clock);
    clock.strike(NOON);
  }

  /** Publishes a record for each operation, and returns their ids. */
  List<String> published(Operation... operations) {
    var records = Arrays.stream(operations).map(each -> record(each, Subject.none())).toList();
    ports.feed().feeds().publish(PARTNER, records);
    return records.stream().map(ActivityRecord::id).toList();
  }

  /** Publishes this many records of the same operation, and returns their ids. */
  List<String> published(int count, Operation operation) {
    return published(IntStream.range(0, count).mapToObj(_ -> operation).toArray(Operation[]::new));
  }

  /** Publishes a ping of a webhook, and returns its id. */
  String pinged(WebhookId webhook) {
    var record = record(Operation.WEBHOOK_PINGED, Subject.of(webhook));
    ports.feed().feeds().publish(PARTNER, List.of(record));
    return record.id();
  }

  static ActivityRecord record(Operation operation, Subject subject) {
    return ActivityRecord.of(PARTNER, anAgentAt(NOON), operation, subject);
  }

  /** Adds a webhook with a secret of its own. */
  Webhook added(Hooked hooked) {
    var secret = SigningSecret.random();
    var sealed =
        ports.webhookVault().seal(secret.text(), Webhook.boundTo(hooked.partner(), hooked.id()));
    var signing =
        List.of(new WebhookSecret(sealed, secret.publicKey(), hooked.at(), Optional.empty()));
    var webhook = hooked.signedBy(signing).webhook();
    var created = record(Operation.WEBHOOK_CREATED, Subject.of(webhook.id()));
    assertThat(ports.webhooks().webhooks().add(webhook, created, once())).isEqualTo(Commit.DONE);
    return webhook;
  }

  DeliverEvents.Outcome delivered(Webhook webhook) {
    var deliverEvents =
        new DeliverEvents(
            ports.webhooks().webhooks(),
            ports.feed().feeds(),
            this,
            ports.webhookVault(),
            Delivering::body,
            clock::instant);
    return deliverEvents.deliver(webhook.partner(), webhook.id(), timeLeft);
  }

  static byte[] body(Event event) {
    return ("event " + event.number()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public DeliveryResult send(WebhookAddress address, WebhookMessage message) {
    sent.add(message);
    return answer.apply(message);
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  List<String> sentIds() {
    return sent.stream().map(WebhookMessage::id).toList();
  }

  Webhook stored(Webhook webhook) {
    return ports.webhooks().webhooks().find(webhook.partner(), webhook.id()).orElseThrow();
  }

  /** Returns the attempts of a webhook, the oldest first. */
  List<Delivery> attempts(Webhook webhook) {
    return ports
        .webhooks()
        .webhooks()
        .attempts(webhook.partner(), webhook.id(), 100, Optional.empty())
        .deliveries()
        .reversed();
  }

  void strike(Instant time) {
    clock.strike(time);
  }
}
