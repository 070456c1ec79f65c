package dev.keyshelf.local.queue;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.QueueMapping;
import dev.keyshelf.embedded.queue.Queues;
import dev.keyshelf.local.gateway.Invocation;
import java.time.InstantSource;
import java.util.List;

/**
 * Stands in for Lambda's event source mappings of queues: hands each message to the function that
 * template.yaml names, and deletes it once the function has handled it. Groups do not wait for each
 * other.
 */
public final class QueuePump implements AutoCloseable {
  private final List<QueueConsumer> consumers;

  private QueuePump(List<QueueConsumer> consumers) {
    this.consumers = consumers;
  }

  /**
   * Creates a pump of the template's mappings.
   *
   * @param queues the queues, which the template's were created in
   * @param region the region that events name
   */
  public static QueuePump of(
      Template template, Queues queues, Invocation functions, String region) {
    return new QueuePump(
        template.consumers().stream()
            .map(mapping -> consumer(mapping, queues, functions, region, InstantSource.system()))
            .toList());
  }

  /** Creates the consumer of a mapping, with the clock of its queue. */
  static QueueConsumer consumer(
      QueueMapping mapping,
      Queues queues,
      Invocation functions,
      String region,
      InstantSource clock) {
    var queue =
        queues
            .find(mapping.queue())
            .orElseThrow(
                () -> new IllegalArgumentException("there is no queue " + mapping.queue()));
    return new QueueConsumer(
        mapping, queue, new QueueDelivery(mapping, queue, functions, region), clock);
  }

  /** Starts one thread for each mapping, and one for each message that is being handled. */
  public void start() {
    consumers.forEach(QueueConsumer::start);
  }

  /** Delivers, on the caller's thread, all messages that can be received. */
  public void drain() {
    consumers.forEach(QueueConsumer::drain);
  }

  /** Stops after the current messages. */
  @Override
  public void close() {
    consumers.forEach(QueueConsumer::close);
  }
}
