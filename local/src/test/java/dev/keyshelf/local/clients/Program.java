package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this machine, run in a folder of its own. */
record Program(String name, Path folder) {
  /** Ample, also where several builds share a processor. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final long GLANCE_MILLIS = 20;

  /**
   * Gives a program that is installed. Without it the test is skipped, and fails where the profile
   * {@code clients} was to install it.
   */
  static Program of(String name, Path folder) {
    for (var path : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(path, name))) {
        return new Program(name, folder);
      }
    }
    var missing = name + " is not installed; mvn verify -Pclients installs it where it can";
    return Boolean.getBoolean("clients") ? fail(missing) : abort(missing);
  }

  /** Runs it to its end, which must be a good one. */
  void run(String... arguments) throws IOException, InterruptedException {
    run(Map.of(), arguments);
  }

  /** Runs it to its good end with these variables beside those of this process. */
  void run(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    var status = status(variables, arguments);
    assertThat(status).as("%s: %s", name, Files.readString(log())).isZero();
  }

  /** Runs it to its end; gives its exit code. */
  int status(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    var process = start(variables, arguments);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  /** Runs it until its folder holds so many bytes, and ends it there. */
  void interrupt(long bytes, String... arguments) throws IOException, InterruptedException {
    var process = start(Map.of(), arguments);
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (received() < bytes && process.isAlive() && System.nanoTime() < until) {
      Thread.sleep(GLANCE_MILLIS);
    }
    assertThat(process.isAlive()).as("%s: %s", name, Files.readString(log())).isTrue();
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
  }

  private Process start(Map<String, String> variables, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().putAll(variables);
    return builder.start();
  }

  private Path log() {
    return folder.resolveSibling(folder.getFileName() + ".log");
  }

  private long received() throws IOException {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
