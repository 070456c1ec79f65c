package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyshelf.embedded.queue.FifoQueue;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Reads the embedded queue as an operator does, by the protocol that SQS has. */
@OnCloud
class SqsQueueTest {
  private static final Duration HIDDEN = Duration.ofMinutes(5);

  private final FifoQueue embedded;
  private final SqsQueue queue;

  SqsQueueTest(CloudFixture cloud) {
    this.embedded = cloud.queue("WakesDeadLetters");
    this.queue = OperatorCalls.of(cloud.environment()).queue(embedded.name());
  }

  @Test
  void receivesMessagesWithTheirAttributes() {
    queue.send("group", "1", "a <b> & c");

    assertThat(queue.receive(HIDDEN))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.body()).isEqualTo("a <b> & c");
              assertThat(message.attribute("MessageGroupId")).contains("group");
              assertThat(message.attribute("ApproximateReceiveCount")).contains("1");
              assertThat(message.attribute("SentTimestamp")).isPresent();
              assertThat(message.attribute("ErrorMessage")).isEmpty();
            });
  }

  @Test
  void keepsReceivedMessagesFromOtherReadersUntilTheyAreReleased() {
    for (int i = 0; i < 12; i++) {
      queue.send("group-" + i, "1", "x");
    }

    var first = queue.receive(HIDDEN);

    assertThat(first).hasSize(10);
    assertThat(queue.receive(HIDDEN)).hasSize(2);
    assertThat(queue.receive(HIDDEN)).isEmpty();
    first.forEach(queue::release);
    assertThat(queue.receive(HIDDEN)).hasSize(10);
  }

  @Test
  void deletesAMessageOfWhichItHasTheReceipt() {
    queue.send("group", "1", "x");
    var message = queue.receive(HIDDEN).getFirst();

    queue.delete(message);

    assertThat(embedded.size()).isZero();
    assertThatIllegalStateException()
        .isThrownBy(() -> queue.delete(message))
        .withMessageContaining("The receipt handle has expired");
  }

  @Test
  void saysWhyAMessageIsNotSent() {
    assertThatIllegalStateException()
        .isThrownBy(() -> queue.send("group", "a blank", "x"))
        .withMessageContaining("MessageDeduplicationId");
  }
}
