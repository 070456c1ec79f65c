package dev.keyshelf.embedded.transactions;

import dev.keyshelf.embedded.storage.Batch;
import dev.keyshelf.embedded.storage.Storage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Delays the changes of global indexes. Tests use it, because an index of the service sometimes
 * lags behind its items. Changes keep their order. If the process is killed, waiting changes are
 * lost.
 */
final class IndexDelay implements AutoCloseable {
  private final Storage storage;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("table-store-indexes").factory());
  private final Deque<Batch> waiting = new ArrayDeque<>();
  private volatile Duration delay = Duration.ZERO;

  IndexDelay(Storage storage) {
    this.storage = storage;
  }

  /** Writes the waiting changes, and sets the delay of later ones. */
  synchronized void set(Duration newDelay) {
    // Otherwise a change with a long delay could overwrite a later one with a shorter delay.
    while (!waiting.isEmpty()) {
      writeNext();
    }
    delay = newDelay;
  }

  boolean isZero() {
    return delay.isZero();
  }

  /** Writes changes of indexes after the delay. The changes of the items are stored already. */
  synchronized void later(Batch changes) {
    if (changes.isEmpty()) {
      return;
    }
    waiting.add(changes);
    if (delay.isZero()) {
      // The delay became zero meanwhile. The next change of these items must not overtake this one.
      writeNext();
    } else {
      var _ = timer.schedule(this::writeNext, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void writeNext() {
    Batch next = waiting.poll();
    if (next != null) {
      storage.write(next);
    }
  }

  @Override
  public void close() {
    timer.shutdown();
    set(Duration.ZERO);
    timer.shutdownNow();
  }
}
