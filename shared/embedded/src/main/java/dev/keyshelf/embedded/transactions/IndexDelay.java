package dev.keyshelf.embedded.transactions;

import dev.keyshelf.embedded.storage.Batch;
import dev.keyshelf.embedded.storage.Storage;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How much later than items their global indexes change. Tests set it, since an index of the
 * service lags now and then; what waits is lost when the process ends.
 */
final class IndexDelay implements AutoCloseable {
  private final Storage storage;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("table-store-indexes").factory());
  private volatile Duration delay = Duration.ZERO;

  IndexDelay(Storage storage) {
    this.storage = storage;
  }

  void set(Duration newDelay) {
    delay = newDelay;
  }

  /** Adds an index's changes to those of its items, or writes them later. */
  void add(Batch items, Batch index) {
    if (delay.isZero()) {
      items.addAll(index);
    } else {
      var _ = later.schedule(() -> storage.write(index), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    later.shutdownNow();
  }
}
