package dev.keyshelf.bench.start;

import dev.keyshelf.testkit.lambda.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One cold start.
 *
 * @param wallMillis from the start of the process, or from its restore, until its first answer was
 *     received
 * @param cpuMillis what its process used in that time, in user and system; in steps of ten
 * @param peakKilobytes the most memory that its process had resident by then
 */
record Start(long wallMillis, long cpuMillis, long peakKilobytes) {
  private static final int NANOS_OF_A_MILLI = 1_000_000;

  /**
   * Reads the clock and what the process has used.
   *
   * @param cpuMillisBefore what it had used when the start began
   */
  static Start endingNow(long beganNanos, long cpuMillisBefore, Sandbox sandbox) {
    var wall = System.nanoTime() - beganNanos;
    return new Start(
        wall / NANOS_OF_A_MILLI,
        cpuMillis(sandbox) - cpuMillisBefore,
        peakKilobytes(sandbox.process().pid()));
  }

  /** Gives what a process has used by now. */
  static long cpuMillis(Sandbox sandbox) {
    return sandbox.process().info().totalCpuDuration().orElseThrow().toMillis();
  }

  private static long peakKilobytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc/%s/status".formatted(pid)))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
