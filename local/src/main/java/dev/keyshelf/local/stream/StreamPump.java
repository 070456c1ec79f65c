package dev.keyshelf.local.stream;

import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.TableStore;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.StreamMapping;
import dev.keyshelf.local.gateway.Invocation;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for Lambda's event source mappings: hands the streams of tables to the functions that
 * template.yaml names. Each record is delivered at least once, and those of one shard in order.
 *
 * <p>The embedded store wakes it after each commit. Other stores are asked ten times a second.
 */
public final class StreamPump implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StreamPump.class.getName());
  private static final Duration POLL_EVERY = Duration.ofMillis(100);

  /** The embedded store's iterators live for 15 minutes. */
  private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofMinutes(1);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final List<Line> lines;
  private final Optional<TableStore> embedded;
  private final InstantSource clock;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private record Line(StreamFollower follower, Semaphore news) {
    void wake() {
      if (news.availablePermits() == 0) {
        news.release();
      }
    }
  }

  private StreamPump(
      List<StreamFollower> followers, Optional<TableStore> embedded, InstantSource clock) {
    this.lines = followers.stream().map(follower -> new Line(follower, new Semaphore(0))).toList();
    this.embedded = embedded;
    this.clock = clock;
  }

  /**
   * Creates a pump of the template's mappings. It opens no stream before it delivers.
   *
   * @param stores the environment variables with which the stores are reached
   * @param positions the folder of the files with the positions, which is created if absent
   * @param embedded the table store, if it runs in this process
   */
  public static StreamPump of(
      Template template,
      Invocation functions,
      Map<String, String> stores,
      Path positions,
      Optional<TableStore> embedded) {
    var clock = InstantSource.system();
    var followers =
        template.streams().stream()
            .map(mapping -> follower(mapping, functions, stores, positions, embedded, clock))
            .toList();
    return new StreamPump(followers, embedded, clock);
  }

  private static StreamFollower follower(
      StreamMapping mapping,
      Invocation functions,
      Map<String, String> stores,
      Path positions,
      Optional<TableStore> embedded,
      InstantSource clock) {
    return new StreamFollower(
        mapping,
        () ->
            embedded
                .<StreamSource>map(store -> EmbeddedSource.of(store.streams(), mapping.table()))
                .orElseGet(() -> SdkSource.of(Stores.streams(stores), mapping.table())),
        new PositionFile(positions.resolve(mapping.function() + ".json")),
        functions,
        clock);
  }

  /** Starts one thread for each mapping. */
  public void start() {
    embedded.ifPresent(store -> store.onChange(this::wake));
    for (Line line : lines) {
      threads.add(
          Thread.ofVirtual()
              .name("stream-" + line.follower().mapping().function())
              .start(() -> run(line)));
    }
  }

  private void wake() {
    lines.forEach(Line::wake);
  }

  private void run(Line line) {
    var pause = Duration.ZERO;
    try {
      while (!closed) {
        line.news().drainPermits();
        try {
          while (!closed && line.follower().round()) {
            pause = Duration.ZERO;
          }
          await(line, untilNext(line));
          pause = Duration.ZERO;
        } catch (RuntimeException failure) {
          pause = longer(pause);
          LOG.log(
              Level.WARNING,
              "the stream of {0} cannot be read; the next try is in {1}: {2}",
              line.follower().mapping().table(),
              pause,
              failure.toString());
          await(line, pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    var next = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  private Duration untilNext(Line line) {
    var usual = embedded.isPresent() ? LOOK_AT_LEAST_EVERY : POLL_EVERY;
    Instant now = clock.instant();
    return line.follower()
        .nextRetry()
        .map(due -> Duration.between(now, due))
        .filter(left -> left.compareTo(usual) < 0)
        .orElse(usual);
  }

  private static void await(Line line, Duration most) throws InterruptedException {
    var _ = line.news().tryAcquire(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
  }

  /**
   * Delivers all records that the streams have. Returns once the functions have handled them.
   *
   * @throws IllegalStateException if a function cannot handle a record. The stream keeps it.
   */
  public void drain() {
    lines.forEach(line -> line.follower().drain());
  }

  /** Stops after the current batches, and saves the positions. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lines.forEach(line -> line.follower().close());
  }
}
