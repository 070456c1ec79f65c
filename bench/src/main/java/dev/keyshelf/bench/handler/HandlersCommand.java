package dev.keyshelf.bench.handler;

import dev.keyshelf.bench.command.Work;
import dev.keyshelf.bench.load.Measurement;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures with JMH what handlers do besides waiting for their store. */
@Command(
    name = "handlers",
    description =
        "Measures each command's handler with JMH, in a JVM like Lambda's and without a store:"
            + " requests get recorded answers of the embedded store at once. The bare SDK sends the"
            + " same requests.")
public final class HandlersCommand extends Measurement {
  private static final String ROW = "%-18s %-11s %16s %9s %16s %9s %9s %9s%n";
  private static final String BYTES = "gc.alloc.rate.norm";
  private static final int BYTES_OF_A_KILOBYTE = 1_024;
  private static final int WARM_UP_SECONDS = 5;
  private static final int MILLIS_OF_A_SECOND = 1_000;

  /** The number of means to measure. Their spread is the error. */
  private static final int PARTS = 5;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "How long to measure each handler, after 5 seconds to warm up.")
  private int seconds;

  @Override
  protected void measure() throws RunnerException {
    show(ROW, "function", "", "handler", "bytes", "bare SDK", "bytes", "own time", "own bytes");
    for (var work : Work.values()) {
      var results = new Runner(options(work)).run();
      var handler = Cost.of(results, "handler");
      var sdk = Cost.of(results, "sdk");
      show(
          ROW,
          work.function(),
          work.kind(),
          handler.time(),
          kilobytes(handler.bytes),
          sdk.time(),
          kilobytes(sdk.bytes),
          "%.0f us".formatted(handler.micros - sdk.micros),
          kilobytes(handler.bytes - sdk.bytes));
    }
  }

  private Options options(Work work) {
    return new OptionsBuilder()
        .include(HandlerBenchmark.class.getName())
        .param("work", work.name())
        .forks(1)
        .warmupIterations(WARM_UP_SECONDS)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(PARTS)
        .measurementTime(TimeValue.milliseconds(MILLIS_OF_A_SECOND * seconds / PARTS))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  /** The time and memory of a call. */
  private record Cost(double micros, double error, double bytes) {
    static Cost of(Collection<RunResult> results, String method) {
      var result =
          results.stream()
              .filter(each -> each.getParams().getBenchmark().endsWith("." + method))
              .findFirst()
              .orElseThrow();
      var time = result.getPrimaryResult();
      return new Cost(
          time.getScore(),
          time.getScoreError(),
          Objects.requireNonNull(result.getSecondaryResults().get(BYTES)).getScore());
    }

    String time() {
      return "%.0f +- %.0f us".formatted(micros, error);
    }
  }

  private static String kilobytes(double bytes) {
    return "%.0f KB".formatted(bytes / BYTES_OF_A_KILOBYTE);
  }
}
