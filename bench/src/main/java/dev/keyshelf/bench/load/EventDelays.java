package dev.keyshelf.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A reader that holds a request open and takes the time from each order's record in the log until
 * it has the event. The order's own transaction is a part of this time.
 */
public final class EventDelays {
  private final FeedReader reader;

  public EventDelays(FeedReader reader) {
    this.reader = reader;
  }

  /**
   * Does work that places this number of orders, and returns the delay of each event.
   *
   * @param after the number of the last event of earlier orders
   */
  public Latencies during(long after, int orders, Runnable work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var start = System.nanoTime();
      Future<List<Long>> listening = threads.submit(() -> listen(after, orders));
      work.run();
      var nanos = listening.get().stream().mapToLong(Long::longValue).toArray();
      return Latencies.of(nanos, System.nanoTime() - start);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the feed cannot be read", failed.getCause());
    }
  }

  private List<Long> listen(long after, int orders) {
    var delays = new ArrayList<Long>();
    var examined = after;
    while (delays.size() < orders) {
      var page = reader.nextPage(examined);
      var now = Instant.now();
      page.items()
          .forEach(event -> delays.add(Duration.between(FeedReader.timeOf(event), now).toNanos()));
      examined = page.examinedUpTo();
    }
    return delays;
  }
}
