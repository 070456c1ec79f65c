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
 * Deletes expired items and old stream records from the embedded table store, and expired objects
 * from the embedded buckets, as DynamoDB and S3 do by themselves: once at the start, and then every
 * hour.
 *
 * <p>An item is deleted when it has expired by both the machine's clock and the domain's. If the
 * domain's clock is ahead, it writes later expiry times, and the machine's clock deletes items
 * late, which is safe. If the domain's clock is behind, the machine's clock would delete items too
 * early, so the domain's clock decides.
 */
final class Housekeeping implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration EVERY = Duration.ofHours(1);

  private final TableStore tables;
  private final BucketExpiry buckets;
  private final Clock machine;
  private final Clock domain;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("housekeeping").factory());

  private Housekeeping(TableStore tables, BucketExpiry buckets, Clock machine, Clock domain) {
    this.tables = tables;
    this.buckets = buckets;
    this.machine = machine;
    this.domain = domain;
  }

  /** Starts the housekeeping. */
  static Housekeeping start(TableStore tables, BucketExpiry buckets, Clock machine, Clock domain) {
    var housekeeping = new Housekeeping(tables, buckets, machine, domain);
    // Not part of the hourly runs, which a stop cancels: the first run always completes.
    housekeeping.thread.execute(housekeeping::tidy);
    var _ =
        housekeeping.thread.scheduleWithFixedDelay(
            housekeeping::tidy, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    return housekeeping;
  }

  private void tidy() {
    tried("items", () -> tables.tidy(earlier(machine.instant(), domain.instant())));
    tried("objects", () -> buckets.tidy(machine.instant()));
  }

  private static void tried(String what, Runnable tidying) {
    try {
      tidying.run();
    } catch (RuntimeException failure) {
      // The next run, in an hour, tries again.
      LOG.log(
          Level.WARNING,
          "expired %s could not be deleted: %s".formatted(what, failure.getMessage()));
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Stops the housekeeping after the current run. */
  @Override
  public void close() {
    thread.close();
  }
}
