package dev.keyshelf.webhooks.delivery;

import static dev.keyshelf.webhooks.delivery.Sending.ADDRESS;
import static dev.keyshelf.webhooks.delivery.Sending.LONG;
import static dev.keyshelf.webhooks.delivery.Sending.MESSAGE;
import static dev.keyshelf.webhooks.delivery.Sending.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.WebhookAddress;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver gets, and what becomes of its answers. */
class HttpsReceiversTest {
  private static final String NO_CONTENT = "HTTP/1.1 204 No Content\n\n";

  @Test
  void sendsTheMessageAsItIs() {
    try (var receiver = FakeReceiver.answering(NO_CONTENT);
        var receivers = Sending.to(receiver, LONG)) {
      receivers.send(ADDRESS, message("{\"name\":\"Größe\"}"));

      assertThat(receiver.requests())
          .containsExactly(
              """
              POST /hook?a=b HTTP/1.1
              Host: hooks.example.com:8443
              User-Agent: Keyshelf-Webhooks/1
              Content-Type: application/json
              Content-Length: 18
              webhook-id: event-1
              webhook-timestamp: 1772366400
              webhook-signature: v1,c2lnbmF0dXJl

              {"name":"Größe"}\
              """
                  .replace("\n", "\r\n"));
    }
  }

  @Test
  void sendsTheIdOfTheRequestAndItsTraceAsHeaders() {
    var span =
        new Span("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Optional.of("a=1,b=2"));
    try (var receiver = FakeReceiver.answering(NO_CONTENT);
        var receivers = Sending.to(receiver, LONG)) {
      receivers.send(ADDRESS, message("JKJaXmPLvHcESHA=", span));
      receivers.send(ADDRESS, message("r-1", new Span(span.parent(), Optional.empty())));

      assertThat(receiver.requests().getFirst())
          .contains("\r\nx-request-id: JKJaXmPLvHcESHA=\r\n")
          .contains("\r\ntraceparent: " + span.parent() + "\r\n")
          .contains("\r\ntracestate: a=1,b=2\r\n");
      assertThat(receiver.requests().getLast())
          .contains("traceparent: " + span.parent())
          .doesNotContain("tracestate");
    }
  }

  @Test
  void sendsAPathOfTwoSlashesToTheSameHost() {
    try (var receiver = FakeReceiver.answering(NO_CONTENT);
        var receivers = Sending.to(receiver, LONG)) {
      receivers.send(new WebhookAddress("https://hooks.example.com:8443//evil.com/"), MESSAGE);

      assertThat(receiver.requests().getFirst())
          .startsWith("POST //evil.com/ HTTP/1.1\r\nHost: hooks.example.com:8443\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 299, 400, 410, 429, 500, 503, 599})
  void returnsTheStatusAndTheText(int status) {
    try (var receiver =
        FakeReceiver.answering("HTTP/1.1 %s Status\nContent-Length: 4\n\ntext".formatted(status))) {
      assertThat(Sending.send(receiver)).isEqualTo(new Answered(status, "text"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nContent-Length: 4\n\ntext",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nte\n2\nxt\n0\n\n",
        "HTTP/1.1 200\nContent-Length: 4\n\ntext"
      })
  void keepsTheConnectionForTheNextMessage(String answer) {
    try (var receiver = FakeReceiver.answering(answer);
        var receivers = Sending.to(receiver, LONG)) {
      for (var number = 0; number < 5; number++) {
        assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(200, "text"));
      }

      assertThat(receiver.requests()).hasSize(5);
      assertThat(receiver.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void keepsTheConnectionAfterAStatusWithoutABody(int status) {
    try (var receiver = FakeReceiver.answering("HTTP/1.1 %s Status\n\n".formatted(status));
        var receivers = Sending.to(receiver, LONG)) {
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(status, ""));
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(status, ""));

      assertThat(receiver.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nConnection: close\nContent-Length: 4\n\ntext",
        "HTTP/1.0 200 OK\nContent-Length: 4\n\ntext"
      })
  void makesAnotherConnectionIfTheReceiverAsksForIt(String answer) {
    try (var receiver = FakeReceiver.answering(answer);
        var receivers = Sending.to(receiver, LONG)) {
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(200, "text"));
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(200, "text"));

      assertThat(receiver.connections()).isEqualTo(2);
    }
  }

  @Test
  void readsAnAnswerThatEndsWithTheConnection() {
    try (var receiver =
        FakeReceiver.tls(
            Certificates.GOOD,
            peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 200 OK\n\ntext");
            })) {
      assertThat(Sending.send(receiver)).isEqualTo(new Answered(200, "text"));
    }
  }

  /** As each server does with an idle connection, at any time. */
  @Test
  void sendsOnAnotherConnectionIfTheKeptOneHasEnded() {
    try (var receiver =
            FakeReceiver.tls(
                Certificates.GOOD,
                peer -> {
                  peer.readRequest();
                  peer.write(NO_CONTENT);
                });
        var receivers = Sending.to(receiver, LONG)) {
      var results = IntStream.range(0, 5).mapToObj(_ -> receivers.send(ADDRESS, MESSAGE)).toList();

      assertThat(results).allMatch(new Answered(204, "")::equals);
      assertThat(receiver.connections()).isEqualTo(5);
      assertThat(receiver.requests()).hasSize(5);
    }
  }

  @Test
  void endsItsConnectionsWhenItIsClosed() {
    try (var receiver = FakeReceiver.answering(NO_CONTENT)) {
      var receivers = Sending.to(receiver, LONG);
      receivers.send(ADDRESS, MESSAGE);
      receivers.close();
      receivers.send(ADDRESS, MESSAGE);
      receivers.close();

      assertThat(receiver.connections()).isEqualTo(2);
    }
  }

  @Test
  void keepsConnectionsOfTwoPortsApart() {
    try (var receiver = FakeReceiver.answering(NO_CONTENT);
        var receivers = Sending.to(receiver, LONG)) {
      receivers.send(ADDRESS, MESSAGE);
      var other = receivers.send(new WebhookAddress("https://hooks.example.com/"), MESSAGE);

      assertThat(other).isEqualTo(Sending.unanswered(Failure.NOT_CONNECTED));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_023, 1_024, 1_025, 1_000_000})
  void keepsTheFirstKilobyteOfTheAnswer(int length) {
    var answer = "HTTP/1.1 200 OK\nContent-Length: %s\n\n%s".formatted(length, "x".repeat(length));
    try (var receiver = FakeReceiver.answering(answer)) {
      assertThat(Sending.send(receiver))
          .isEqualTo(new Answered(200, "x".repeat(Math.min(length, 1_024))));
    }
  }

  @Test
  void readsTextThatIsNoUtf8() {
    try (var receiver =
        FakeReceiver.tls(
            Certificates.GOOD,
            peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 200 OK\nContent-Length: 3\n\n");
              peer.write(new byte[] {'a', (byte) 0xff, 'b'});
            })) {
      assertThat(Sending.send(receiver)).isEqualTo(new Answered(200, "a\ufffdb"));
    }
  }
}
