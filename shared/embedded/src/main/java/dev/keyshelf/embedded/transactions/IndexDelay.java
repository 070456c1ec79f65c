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
 * How much later than items their global indexes change. Tests set it, since an index of the
 * service lags now and then. Changes keep their order; those that wait are lost if the process is
 * killed.
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

  /** Sets the delay, and makes the changes that wait for an earlier one. */
  synchronized void set(Duration newDelay) {
    // Else a change that waited long would replace a later one that did not.
    while (!waiting.isEmpty()) {
      writeNext();
    }
    delay = newDelay;
  }

  boolean isZero() {
    return delay.isZero();
  }

  /** Writes changes of indexes later; the items' own changes are stored. */
  synchronized void later(Batch changes) {
    if (changes.isEmpty()) {
      return;
    }
    waiting.add(changes);
    if (delay.isZero()) {
      // The delay ended meanwhile: the next change of these items must not come first.
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
