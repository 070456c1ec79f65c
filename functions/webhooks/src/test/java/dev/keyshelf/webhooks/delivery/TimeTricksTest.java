package dev.keyshelf.webhooks.delivery;

import static dev.keyshelf.webhooks.delivery.Sending.ADDRESS;
import static dev.keyshelf.webhooks.delivery.Sending.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.webhooks.delivery.FakeReceiver.Conversation;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Receivers that take longer than they may. None of them would end by itself. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class TimeTricksTest {
  /** Short, because each test waits for it; the tests' receivers answer nothing before its end. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** Before the time of the first test runs. */
  @BeforeAll
  static void makeCertificates() {
    assertThat(Certificates.trusted()).isNotNull();
  }

  static Stream<Arguments> receivers() {
    return Stream.of(
        slow("says nothing after the request", FakeReceiver.Peer::waitForTheEnd),
        slow(
            "says nothing after an interim answer",
            peer -> {
              peer.write("HTTP/1.1 100 Continue\n\n");
              peer.waitForTheEnd();
            }),
        slow(
            "says nothing after the head",
            peer -> {
              peer.write("HTTP/1.1 200 OK\nContent-Length: 4\n\n");
              peer.waitForTheEnd();
            }),
        slow(
            "never ends a short body",
            peer -> {
              peer.write("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\ntext\n");
              peer.waitForTheEnd();
            }),
        slow("drips the head", drips("HTTP/1.1 200 OK\nA: ")),
        slow("drips the body", drips("HTTP/1.1 200 OK\nContent-Length: 1000\n\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("receivers")
  void endsTheAttemptIfTheReceiver(String name, Conversation conversation) {
    try (var receiver = FakeReceiver.tls(Certificates.GOOD, conversation)) {
      assertThat(Sending.send(receiver, SHORT))
          .as(name)
          .isEqualTo(Sending.unanswered(Failure.TIMED_OUT));
    }
  }

  @Test
  void endsTheAttemptIfTheReceiverSaysNothingInTheHandshake() {
    try (var receiver = FakeReceiver.raw(FakeReceiver.Peer::waitForTheEnd)) {
      assertThat(Sending.send(receiver, SHORT)).isEqualTo(Sending.unanswered(Failure.TIMED_OUT));
    }
  }

  @Test
  void endsTheAttemptIfTheReceiverDripsTheHandshake() {
    try (var receiver =
        FakeReceiver.raw(
            peer -> {
              peer.write(new byte[] {0x16, 3, 3, 0x40, 0});
              drips("").hold(peer);
            })) {
      assertThat(Sending.send(receiver, SHORT)).isEqualTo(Sending.unanswered(Failure.TIMED_OUT));
    }
  }

  @Test
  void endsTheAttemptIfTheReceiverDoesNotReadTheBody() {
    var over = new CountDownLatch(1);
    try (var receiver = FakeReceiver.tls(Certificates.GOOD, peer -> await(peer, over));
        var receivers = Sending.to(receiver, SHORT)) {
      assertThat(receivers.send(ADDRESS, Sending.message("x".repeat(50_000_000))))
          .isEqualTo(Sending.unanswered(Failure.TIMED_OUT));
    } finally {
      over.countDown();
    }
  }

  @Test
  void canSendAgainAfterAnAttemptThatTookTooLong() {
    var first = new AtomicBoolean(true);
    try (var receiver =
            FakeReceiver.tls(
                Certificates.GOOD,
                peer -> {
                  if (first.getAndSet(false)) {
                    peer.waitForTheEnd();
                  }
                  peer.readRequest();
                  peer.write("HTTP/1.1 204 No Content\n\n");
                });
        var receivers = Sending.to(receiver, Duration.ofSeconds(5))) {
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(Sending.unanswered(Failure.TIMED_OUT));
      assertThat(receivers.send(ADDRESS, MESSAGE)).isEqualTo(new Answered(204, ""));
    }
  }

  @Test
  void usesNoSocketAfterTheEnd() throws Exception {
    try (var timer = new ScheduledThreadPoolExecutor(1);
        var deadline = new Deadline(timer, Duration.ZERO)) {
      timer.submit(() -> {}).get();
      var socket = new Socket();

      assertThatThrownBy(() -> deadline.closes(socket)).isInstanceOf(SocketException.class);
      assertThat(socket.isClosed()).isTrue();
      assertThat(deadline.isOver()).isTrue();
    }
  }

  /** Reads a byte, for which the handshake must end, and nothing after it. */
  private static void await(FakeReceiver.Peer peer, CountDownLatch over) throws IOException {
    try {
      peer.read(1);
      over.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static Arguments slow(String name, Conversation conversation) {
    Conversation afterTheRequest =
        peer -> {
          peer.readRequest();
          conversation.hold(peer);
        };
    return Arguments.of(name, afterTheRequest);
  }

  /** Sends a byte again and again, so that no timeout of a single read would end it. */
  private static Conversation drips(String beginning) {
    return peer -> {
      peer.write(beginning);
      while (true) {
        peer.write("x");
        pause();
      }
    };
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
