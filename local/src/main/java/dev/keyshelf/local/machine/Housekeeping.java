package dev.keyshelf.local.machine;

import dev.keyshelf.embedded.TableStore;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Deletes expired items and old stream records from the embedded table store, as DynamoDB does by
 * itself: at once, and then every hour.
 *
 * <p>An item is deleted when it has expired by the machine's clock and by the domain's. A domain
 * clock that is ahead writes times that are ahead, too, so that the machine's clock is late for
 * them, which is safe. One that is behind writes times that the machine's clock takes for long ago:
 * there the domain's own decides.
 */
final class Housekeeping implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration EVERY = Duration.ofHours(1);

  private final TableStore tables;
  private final Clock machine;
  private final Clock domain;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("housekeeping").factory());

  private Housekeeping(TableStore tables, Clock machine, Clock domain) {
    this.tables = tables;
    this.machine = machine;
    this.domain = domain;
  }

  /** Starts it. */
  static Housekeeping start(TableStore tables, Clock machine, Clock domain) {
    var housekeeping = new Housekeeping(tables, machine, domain);
    // Apart from those to come, which a stop cancels: this one is done in any case.
    housekeeping.thread.execute(housekeeping::tidy);
    var _ =
        housekeeping.thread.scheduleWithFixedDelay(
            housekeeping::tidy, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    return housekeeping;
  }

  private void tidy() {
    try {
      tables.tidy(earlier(machine.instant(), domain.instant()));
    } catch (RuntimeException failure) {
      // It is tried again in an hour.
      LOG.log(Level.WARNING, "expired items could not be deleted: " + failure.getMessage());
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Stops it, after what it is doing. */
  @Override
  public void close() {
    thread.close();
  }
}
