package dev.keyshelf.bench.figure;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.catalog.ImportCatalogueHandler;
import dev.keyshelf.testkit.Events;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A process that imports one catalogue as a function does, and measures it. */
final class ImportProcess {
  private static final Duration ALL_THE_TIME = Duration.ofMinutes(15);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private ImportProcess() {}

  /** The time and the peak of the live heap of an import. The peak is 0 if it was not measured. */
  record Result(long millis, long peakBytes) {
    static Result read(String text) {
      var space = text.indexOf(' ');
      return new Result(
          Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
    }
  }

  /**
   * Imports a catalogue.
   *
   * @param args the manifest's key, whether to measure the memory, and the file for the result
   */
  public static void main(String[] args) throws IOException {
    try (var wiring = Wiring.of(System.getenv(), Clock.systemUTC())) {
      var handler = new ImportCatalogueHandler(wiring);
      var event =
          Events.of("import-catalogue")
              .aboutObject(args[0])
              .droppedAt(Instant.now())
              .withTimeLeft(ALL_THE_TIME);
      var peak = new AtomicLong();
      if (Boolean.parseBoolean(args[1])) {
        Thread.ofPlatform().daemon().start(() -> watch(peak));
      }
      var began = System.nanoTime();
      var answer = event.to(handler::handleRequest, S3Event.class, Context.class).answer();
      var took = Duration.ofNanos(System.nanoTime() - began);
      if (!answer.path("faults").isEmpty() || answer.path("imported").asInt() == 0) {
        throw new IllegalStateException(answer.toString());
      }
      Files.writeString(Path.of(args[2]), took.toMillis() + " " + peak.get());
    }
  }

  /** Measures the live heap after one full collection after the other. It slows the import down. */
  @SuppressWarnings("SystemGc") // only live objects are to be counted
  private static void watch(AtomicLong peak) {
    while (true) {
      System.gc();
      var used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      peak.accumulateAndGet(used, Math::max);
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException _) {
        return;
      }
    }
  }
}
