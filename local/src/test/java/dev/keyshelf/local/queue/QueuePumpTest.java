package dev.keyshelf.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.QueueDeclaration;
import dev.keyshelf.embedded.Template.QueueMapping;
import dev.keyshelf.embedded.queue.FifoQueue;
import dev.keyshelf.embedded.queue.Queues;
import dev.keyshelf.local.gateway.Invocation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How messages of a queue reach their function, and what becomes of them. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
class QueuePumpTest {
  private static final Duration VISIBILITY = Duration.ofMinutes(2);
  private static final QueueMapping MAPPING = new QueueMapping("wakes.fifo", "Deliver", true, 2);
  private static final Template TEMPLATE =
      new Template(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(
              new QueueDeclaration("Wakes", "wakes.fifo", VISIBILITY, Duration.ofDays(4), null)),
          List.of(MAPPING),
          Map.of(),
          Map.of(),
          Map.of());
  private static final int PATIENCE_SECONDS = 60;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T09:10:00Z"));
  private final BlockingQueue<SQSMessage> handed = new LinkedBlockingQueue<>();
  private Queues queues;
  private FifoQueue queue;

  /** What the function does with a message. It answers whether the message is handled. */
  private interface Work {
    boolean handles(SQSMessage message) throws InterruptedException;
  }

  @BeforeEach
  void start() {
    queues = Queues.start(now::get);
    queues.create(TEMPLATE);
    queue = queues.find("wakes.fifo").orElseThrow();
  }

  @AfterEach
  void stop() {
    queues.close();
  }

  private static SQSMessage only(byte[] event) {
    var read =
        LambdaEventSerializers.serializerFor(SQSEvent.class, QueuePumpTest.class.getClassLoader())
            .fromJson(new String(event, StandardCharsets.UTF_8));
    assertThat(read.getRecords()).hasSize(1);
    return read.getRecords().getFirst();
  }

  private Invocation function(Work work) {
    return (name, event) -> {
      assertThat(name).isEqualTo("Deliver");
      var message = only(event);
      try {
        return answer(work.handles(message) ? "" : message.getMessageId());
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      } finally {
        handed.add(message);
      }
    };
  }

  private static byte[] answer(String failed) {
    var failures = failed.isEmpty() ? "" : "{\"itemIdentifier\": \"%s\"}".formatted(failed);
    return "{\"batchItemFailures\": [%s]}".formatted(failures).getBytes(StandardCharsets.UTF_8);
  }

  private QueueConsumer consumer(Invocation function) {
    return QueuePump.consumer(MAPPING, queues, function, "eu-central-1", now::get);
  }

  private void send(String group, String body) {
    queue.send(group, "for-" + body, body);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private SQSMessage next() throws InterruptedException {
    var message = handed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(message).as("the next message").isNotNull();
    return message;
  }

  private List<String> bodies() {
    var all = new ArrayList<SQSMessage>();
    handed.drainTo(all);
    return all.stream().map(SQSMessage::getBody).toList();
  }

  @Test
  void invokesTheFunctionWithTheEventThatLambdaHas() throws Exception {
    send("a", "1");
    consumer(function(_ -> true)).drain();

    var message = next();
    assertThat(message.getBody()).isEqualTo("1");
    assertThat(message.getMd5OfBody()).isEqualTo("c4ca4238a0b923820dcc509a6f75849b");
    assertThat(message.getEventSource()).isEqualTo("aws:sqs");
    assertThat(message.getEventSourceArn())
        .isEqualTo("arn:aws:sqs:eu-central-1:000000000000:wakes.fifo");
    assertThat(message.getAttributes())
        .containsEntry("MessageGroupId", "a")
        .containsEntry("MessageDeduplicationId", "for-1")
        .containsEntry("ApproximateReceiveCount", "1")
        .containsEntry("SentTimestamp", Long.toString(now.get().toEpochMilli()))
        .containsEntry("ApproximateFirstReceiveTimestamp", Long.toString(now.get().toEpochMilli()))
        .containsKeys("SequenceNumber", "SenderId");
  }

  @Test
  void deletesWhatTheFunctionHandled() {
    send("a", "1");
    send("a", "2");
    consumer(function(_ -> true)).drain();

    assertThat(bodies()).containsExactly("1", "2");
    assertThat(queue.size()).isZero();
  }

  @Test
  void keepsTheMessageThatTheAnswerNames() throws Exception {
    send("a", "1");
    send("a", "2");
    send("b", "3");
    var consumer = consumer(function(message -> !message.getBody().equals("1")));
    consumer.drain();

    assertThat(bodies()).containsExactly("1", "3");
    pass(VISIBILITY);
    consumer.drain();
    assertThat(next().getAttributes()).containsEntry("ApproximateReceiveCount", "2");
  }

  @Test
  void handsAMessageOverAgainWhenTheFunctionWantsIt() throws Exception {
    send("a", "1");
    var times = new AtomicInteger();
    consumer(
            function(
                message -> {
                  if (times.incrementAndGet() == 3) {
                    return true;
                  }
                  queue.hide(message.getReceiptHandle(), Duration.ZERO);
                  return false;
                }))
        .drain();

    assertThat(times).hasValue(3);
    assertThat(queue.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\": [{\"itemIdentifier\": \"another\"}]}",
        "{\"batchItemFailures\": [{}]}",
        "<html>"
      })
  void keepsAMessageIfTheAnswerIsNotUnderstood(String answer) {
    send("a", "1");
    consumer((_, _) -> answer.getBytes(StandardCharsets.UTF_8)).drain();

    assertThat(queue.size()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"batchItemFailures\": null}"})
  void takesAnAnswerWithoutFailuresAsHandled(String answer) {
    send("a", "1");
    consumer((_, _) -> answer.getBytes(StandardCharsets.UTF_8)).drain();

    assertThat(queue.size()).isZero();
  }

  @Test
  void keepsAMessageWhoseFunctionThrewUntilItIsVisible() {
    send("a", "1");
    var works = new AtomicInteger();
    var consumer =
        consumer(
            function(
                _ -> {
                  if (works.getAndIncrement() == 0) {
                    throw new IllegalStateException("killed");
                  }
                  return true;
                }));
    consumer.drain();
    pass(VISIBILITY.minusMillis(1));
    consumer.drain();
    assertThat(works).hasValue(1);

    pass(Duration.ofMillis(1));
    consumer.drain();
    assertThat(works).hasValue(2);
    assertThat(queue.size()).isZero();
  }

  @Test
  void goesOnWhereAKilledPumpStopped() {
    send("a", "1");
    send("a", "2");
    assertThat(queue.receive().orElseThrow().body()).isEqualTo("1");

    var consumer = consumer(function(_ -> true));
    consumer.drain();
    assertThat(bodies()).isEmpty();
    pass(VISIBILITY);
    consumer.drain();
    assertThat(bodies()).containsExactly("1", "2");
  }

  @Test
  void keepsAMessageThatTookLongerThanItWasHidden() {
    send("a", "1");
    consumer(
            function(
                message -> {
                  var first =
                      Objects.requireNonNull(message.getAttributes().get("ApproximateReceiveCount"))
                          .equals("1");
                  pass(first ? VISIBILITY : Duration.ZERO);
                  return true;
                }))
        .drain();

    assertThat(bodies()).containsExactly("1", "1");
    assertThat(queue.size()).isZero();
  }

  @Test
  void handlesMessagesOfTwoGroupsAtTheSameTime() throws Exception {
    var both = new CountDownLatch(2);
    var consumer =
        consumer(
            function(
                _ -> {
                  both.countDown();
                  return both.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }));
    consumer.start();
    send("a", "1");
    send("b", "2");

    assertThat(List.of(next().getBody(), next().getBody())).containsExactlyInAnyOrder("1", "2");
    consumer.close();
    assertThat(queue.size()).isZero();
  }

  @Test
  void handlesOneMessageOfAGroupAtATime() throws Exception {
    var go = new CountDownLatch(1);
    var consumer =
        consumer(
            function(
                message ->
                    !message.getBody().equals("1")
                        || go.await(PATIENCE_SECONDS, TimeUnit.SECONDS)));
    consumer.start();
    send("a", "1");
    send("a", "2");
    send("b", "3");

    assertThat(next().getBody()).isEqualTo("3");
    go.countDown();
    assertThat(List.of(next().getBody(), next().getBody())).containsExactly("1", "2");
    consumer.close();
  }

  @Test
  void handlesNoMoreMessagesAtATimeThanItsMappingAllows() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var free = new Semaphore(0);
    var consumer =
        consumer(
            function(
                _ -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  free.acquire();
                  running.decrementAndGet();
                  return true;
                }));
    consumer.start();
    for (int i = 0; i < 10; i++) {
      send("group-" + i, "body-" + i);
    }
    for (int i = 0; i < 10; i++) {
      free.release();
      next();
    }

    assertThat(most.get()).isBetween(1, 2);
    consumer.close();
    assertThat(queue.size()).isZero();
  }

  /** Nothing tells the consumer when a hidden message becomes visible. */
  @Test
  void looksAgainWhenAHiddenMessageIsDue() throws Exception {
    send("a", "1");
    var hidden = queue.receive().orElseThrow();
    queue.hide(hidden.receipt(), Duration.ofMillis(1));
    var consumer = consumer(function(_ -> true));
    consumer.start();
    pass(Duration.ofMillis(1));

    assertThat(next().getAttributes()).containsEntry("ApproximateReceiveCount", "2");
    consumer.close();
  }

  @Test
  void waitsForTheFunctionWhenItCloses() throws Exception {
    var begun = new CountDownLatch(1);
    var consumer =
        consumer(
            function(
                _ -> {
                  begun.countDown();
                  return true;
                }));
    consumer.start();
    send("a", "1");
    assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    consumer.close();

    assertThat(queue.size()).isZero();
    send("a", "2");
    assertThat(queue.receive()).isPresent();
  }
}
