package dev.keyshelf.local.queue;

import dev.keyshelf.embedded.Template.QueueMapping;
import dev.keyshelf.embedded.queue.FifoQueue;
import dev.keyshelf.embedded.queue.Received;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The consumer of one mapping: several messages at a time, each of another group. */
final class QueueConsumer {
  private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofMinutes(1);

  /** How long a close waits for invocations that run. A delivery takes at most ten seconds. */
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(11);

  private final QueueMapping mapping;
  private final FifoQueue queue;
  private final QueueDelivery delivery;
  private final InstantSource clock;
  private final Semaphore free;
  private final Semaphore news = new Semaphore(0);
  private volatile boolean closed;
  private @Nullable Thread thread;

  QueueConsumer(
      QueueMapping mapping, FifoQueue queue, QueueDelivery delivery, InstantSource clock) {
    this.mapping = mapping;
    this.queue = queue;
    this.delivery = delivery;
    this.clock = clock;
    this.free = new Semaphore(mapping.concurrency());
  }

  void start() {
    queue.onChange(this::wake);
    thread = Thread.ofVirtual().name("queue-" + mapping.function()).start(this::run);
  }

  private void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  private void run() {
    try {
      while (!closed) {
        free.acquire();
        news.drainPermits();
        var message = closed ? Optional.<Received>empty() : queue.receive();
        if (message.isPresent()) {
          Thread.ofVirtual()
              .name("delivery-" + mapping.function())
              .start(() -> deliver(message.get()));
        } else {
          free.release();
          var _ = news.tryAcquire(Math.max(1, untilNext().toMillis()), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Received message) {
    try {
      delivery.deliver(message);
    } finally {
      free.release();
    }
  }

  private Duration untilNext() {
    Instant now = clock.instant();
    return queue
        .next()
        .map(due -> Duration.between(now, due))
        .filter(left -> left.compareTo(LOOK_AT_LEAST_EVERY) < 0)
        .orElse(LOOK_AT_LEAST_EVERY);
  }

  /** Delivers messages on the caller's thread until none can be received. */
  void drain() {
    for (var next = queue.receive(); next.isPresent(); next = queue.receive()) {
      delivery.deliver(next.get());
    }
  }

  /** Stops, and waits for invocations that run. */
  void close() {
    closed = true;
    queue.onChange(() -> {});
    wake();
    try {
      if (thread != null) {
        thread.join(LONGEST_CLOSE);
      }
      var _ = free.tryAcquire(mapping.concurrency(), LONGEST_CLOSE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
