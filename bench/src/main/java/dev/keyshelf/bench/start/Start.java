package dev.keyshelf.bench.start;

import dev.keyshelf.testkit.lambda.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One cold start.
 *
 * @param wallMillis the time from the start or restore of the process until its first answer
 * @param cpuMillis the CPU time of the process in that time, user and system, in steps of ten
 * @param peakKilobytes the peak of the process's resident memory until then
 */
record Start(long wallMillis, long cpuMillis, long peakKilobytes) {
  private static final int NANOS_OF_A_MILLI = 1_000_000;

  /**
   * Ends a start now, and reads what its process used.
   *
   * @param cpuMillisBefore the CPU time of the process when the start began
   */
  static Start endingNow(long beganNanos, long cpuMillisBefore, Sandbox sandbox) {
    var wall = System.nanoTime() - beganNanos;
    return new Start(
        wall / NANOS_OF_A_MILLI,
        cpuMillis(sandbox) - cpuMillisBefore,
        peakKilobytes(sandbox.process().pid()));
  }

  /** Returns the CPU time of a process until now. */
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
