package dev.keyshelf.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A separate process that writes {@link NumberedTransactions} until it is killed. */
final class WriterProcess implements AutoCloseable {
  private static final int SIGKILL = 128 + 9;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Process process;
  private final Thread reading;

  /** The last answered number of each lane. */
  final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  final AtomicInteger answers = new AtomicInteger();
  final AtomicInteger refusals = new AtomicInteger();

  /**
   * Starts the process.
   *
   * @param limit a command for the shell before it starts the program, such as {@code ulimit -f
   *     4096;}; may be empty
   */
  WriterProcess(Path directory, int lanes, String limit) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var run =
        List.of(
            "bash",
            "-c",
            limit + " exec \"$@\"",
            "bash",
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            NumberedTransactions.class.getName(),
            directory.toString(),
            Integer.toString(lanes));
    this.process = new ProcessBuilder(run).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    this.reading = Thread.ofVirtual().start(this::readAll);
  }

  private void readAll() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        var words = line.split(" ", 2);
        if (words[0].equals("refused")) {
          refusals.incrementAndGet();
        } else {
          acknowledged.put(words[0], Long.parseLong(words[1]));
          answers.incrementAndGet();
        }
      }
    } catch (IOException | NumberFormatException _) {
      // The process was killed in the middle of a line, which then does not count.
    }
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits up to 30 seconds until a condition holds.
   *
   * @throws AssertionError if the condition does not hold in time, or the process ends before
   */
  void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited 30 seconds for the writer; answers so far: " + answers);
      }
      if (!process.isAlive()) {
        throw new AssertionError("the writer ended with exit code " + process.exitValue());
      }
      Thread.sleep(5);
    }
  }

  /** Kills the process with {@code kill -9}, and reads the rest of its output. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (process.waitFor() != SIGKILL) {
      throw new AssertionError("the writer ended with exit code " + process.exitValue());
    }
    reading.join();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
