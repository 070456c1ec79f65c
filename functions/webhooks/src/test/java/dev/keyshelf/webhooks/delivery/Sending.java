package dev.keyshelf.webhooks.delivery;

import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.DeliveryResult.Unanswered;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.WebhookAddress;
import dev.keyshelf.domain.webhook.WebhookMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the tests of the sender send, and how. */
final class Sending {
  /** The usual address; the test's resolver says where its host is. */
  static final WebhookAddress ADDRESS =
      new WebhookAddress("https://" + Certificates.HOST + ":8443/hook?a=b");

  static final WebhookMessage MESSAGE = message("{\"number\":1}");

  /** More than any test needs on a busy machine. */
  static final Duration LONG = Duration.ofMinutes(1);

  private Sending() {}

  static WebhookMessage message(String body) {
    return new WebhookMessage(
        "event-1",
        Instant.parse("2026-03-01T12:00:00.999Z"),
        "v1,c2lnbmF0dXJl",
        body.getBytes(StandardCharsets.UTF_8),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a message of a request and of a place in its client's trace. */
  static WebhookMessage message(String requestId, Span span) {
    return new WebhookMessage(
        MESSAGE.id(),
        MESSAGE.at(),
        MESSAGE.signature(),
        MESSAGE.body(),
        Optional.of(requestId),
        Optional.of(span));
  }

  /** Returns a sender that finds each host at a receiver, and takes its address for public. */
  static HttpsReceivers to(FakeReceiver receiver, Duration longest) {
    return new HttpsReceivers(
        Reach.PUBLIC,
        new Guard(_ -> List.of(receiver.address()), _ -> true),
        Certificates.trusted(),
        longest);
  }

  /** Sends one message to a receiver, and ends the connection. */
  static DeliveryResult send(FakeReceiver receiver) {
    return send(receiver, LONG);
  }

  static DeliveryResult send(FakeReceiver receiver, Duration longest) {
    try (var receivers = to(receiver, longest)) {
      return receivers.send(ADDRESS, MESSAGE);
    }
  }

  static DeliveryResult unanswered(Failure why) {
    return new Unanswered(why);
  }
}
