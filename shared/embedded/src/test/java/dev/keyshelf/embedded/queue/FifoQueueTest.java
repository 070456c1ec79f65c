package dev.keyshelf.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.embedded.Template.QueueDeclaration;
import dev.keyshelf.embedded.Template.Redrive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of SQS for FIFO queues. */
class FifoQueueTest {
  private static final Duration VISIBILITY = Duration.ofMinutes(2);
  private static final Duration RETENTION = Duration.ofDays(4);
  private static final Duration TICK = Duration.ofMillis(1);

  private Instant now = Instant.parse("2026-11-20T09:10:00Z");
  private final FifoQueue deadLetters =
      new FifoQueue(
          new QueueDeclaration("Dead", "dead.fifo", VISIBILITY, RETENTION, null), null, () -> now);
  private final FifoQueue queue =
      new FifoQueue(
          new QueueDeclaration(
              "Wakes", "wakes.fifo", VISIBILITY, RETENTION, new Redrive("dead.fifo", 3)),
          deadLetters,
          () -> now);

  private void send(String group, String body) {
    queue.send(group, "for-" + body, body);
  }

  private Received receive() {
    return queue.receive().orElseThrow();
  }

  private List<String> receiveAll() {
    List<String> bodies = new ArrayList<>();
    for (var next = queue.receive(); next.isPresent(); next = queue.receive()) {
      bodies.add(next.get().body());
    }
    return bodies;
  }

  @Test
  void receivesAGroupInTheOrderInWhichItWasSent() {
    List.of("1", "2", "3").forEach(body -> send("a", body));

    for (var body : List.of("1", "2", "3")) {
      var message = receive();
      assertThat(message.body()).isEqualTo(body);
      queue.delete(message.receipt());
    }
    assertThat(queue.size()).isZero();
  }

  @Test
  void hasOneMessageOfAGroupInFlight() {
    send("a", "1");
    send("a", "2");
    send("b", "3");

    assertThat(receiveAll()).containsExactly("1", "3");
  }

  @Test
  void receivesTheGroupThatWaitsLongestFirst() {
    send("b", "1");
    send("a", "2");
    send("b", "3");
    queue.delete(receive().receipt());

    assertThat(receiveAll()).containsExactly("2", "3");
  }

  @Test
  void leavesOutASecondMessageOfAGroupForTheSameWithinFiveMinutes() {
    var first = queue.send("a", "same", "1");
    queue.delete(receive().receipt());
    now = now.plus(FifoQueue.DEDUPLICATED).minus(TICK);

    assertThat(queue.send("a", "same", "2")).isEqualTo(first);
    assertThat(receiveAll()).isEmpty();

    now = now.plus(TICK);
    assertThat(queue.send("a", "same", "3")).isNotEqualTo(first);
    assertThat(receiveAll()).containsExactly("3");
  }

  @Test
  void doesNotCompareTheMessagesOfTwoGroups() {
    queue.send("a", "same", "1");
    queue.send("b", "same", "2");

    assertThat(receiveAll()).containsExactly("1", "2");
  }

  @Test
  void hidesAReceivedMessageForTheVisibilityTimeout() {
    send("a", "1");
    var first = receive();
    now = now.plus(VISIBILITY).minus(TICK);

    assertThat(receiveAll()).isEmpty();

    now = now.plus(TICK);
    var second = receive();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.receipt()).isNotEqualTo(first.receipt());
    assertThat(List.of(first.receives(), second.receives())).containsExactly(1, 2);
    assertThat(second.firstReceivedAt()).isEqualTo(first.sentAt());
  }

  @Test
  void letsAMessageComeAgainAtOnceIfItIsHiddenForNoTime() {
    send("a", "1");
    send("a", "2");
    queue.hide(receive().receipt(), Duration.ZERO);

    assertThat(receiveAll()).containsExactly("1");
  }

  @Test
  void holdsUpTheGroupOfAPostponedMessage() {
    send("a", "1");
    queue.hide(receive().receipt(), Duration.ofHours(3));
    send("a", "2");
    send("b", "3");

    assertThat(receiveAll()).containsExactly("3");
    assertThat(queue.next()).contains(now.plus(VISIBILITY));
    now = now.plus(Duration.ofHours(3));
    assertThat(receiveAll()).containsExactly("1", "3");
  }

  @Test
  void countsAPostponementFromTheTimeOfTheCall() {
    send("a", "1");
    var receipt = receive().receipt();
    now = now.plusSeconds(60);
    queue.hide(receipt, Duration.ofSeconds(90));
    now = now.plusSeconds(90).minus(TICK);

    assertThat(receiveAll()).isEmpty();
    now = now.plus(TICK);
    assertThat(receiveAll()).containsExactly("1");
  }

  @Test
  void refusesAReceiptOnceTheMessageIsVisibleAgain() {
    send("a", "1");
    var receipt = receive().receipt();
    now = now.plus(VISIBILITY);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> queue.delete(receipt))
        .withMessageContaining("The receipt handle has expired");
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> queue.hide(receipt, Duration.ZERO));
    assertThat(receiveAll()).containsExactly("1");
  }

  @Test
  void refusesAReceiptOfAnEarlierTime() {
    send("a", "1");
    var first = receive().receipt();
    now = now.plus(VISIBILITY);
    receive();

    assertThatExceptionOfType(Refused.class).isThrownBy(() -> queue.delete(first));
    assertThat(queue.size()).isOne();
  }

  @Test
  void hidesAMessageForTwelveHoursAfterItsReceiptAtMost() {
    send("a", "1");
    var receipt = receive().receipt();
    queue.hide(receipt, Duration.ofHours(12));
    now = now.plusSeconds(1);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> queue.hide(receipt, Duration.ofHours(12)))
        .withMessageContaining("beyond the limit");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> queue.hide(receipt, Duration.ofHours(12).plusSeconds(1)))
        .withMessageContaining("Must be between 0 and 43200");
  }

  @Test
  void movesAMessageThatWasReceivedTooOftenToTheDeadLetters() {
    send("a", "1");
    send("a", "2");
    for (int i = 0; i < 3; i++) {
      assertThat(receive().body()).isEqualTo("1");
      now = now.plus(VISIBILITY);
    }

    assertThat(receive().body()).isEqualTo("2");
    assertThat(queue.size()).isOne();
    assertThat(deadLetters.receive().orElseThrow().body()).isEqualTo("1");
  }

  @Test
  void forgetsAMessageAfterItsRetention() {
    send("a", "1");
    now = now.plus(RETENTION).minus(TICK);
    send("a", "2");
    now = now.plus(TICK);

    assertThat(receiveAll()).containsExactly("2");
    assertThat(queue.size()).isOne();
  }

  @Test
  void saysWhenAMessageCanBeReceivedNext() {
    assertThat(queue.next()).isEmpty();
    send("a", "1");
    assertThat(queue.next()).contains(now);
    receive();
    assertThat(queue.next()).contains(now.plus(VISIBILITY));
  }

  @Test
  void tellsOfEachChangeThatMayLetAMessageBeReceived() {
    var told = new AtomicInteger();
    queue.onChange(told::incrementAndGet);
    send("a", "1");
    send("a", "2");
    queue.delete(receive().receipt());
    queue.hide(receive().receipt(), Duration.ZERO);

    assertThat(told).hasValue(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with a blank", "caf\u00e9", "line\n"})
  void refusesIdsThatSqsRefuses(String id) {
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> queue.send("a", id, "1"));
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> queue.send(id, "for-1", "1"));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> queue.send("a", "x".repeat(129), "1"));
    assertThat(queue.size()).isZero();
  }
}
