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

/** A program installed on this machine that runs in its own folder. */
public record Program(String name, Path folder) {
  /** Long enough even if several builds share a processor. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final long GLANCE_MILLIS = 20;

  /**
   * Finds an installed program. If it is missing, the test is skipped, but fails under the profile
   * {@code clients}, which installs it.
   */
  public static Program of(String name, Path folder) {
    for (var path : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(path, name))) {
        return new Program(name, folder);
      }
    }
    var missing = name + " is not installed; mvn verify -Pclients installs it where it can";
    return Boolean.getBoolean("clients") ? fail(missing) : abort(missing);
  }

  /** Runs it until it ends, and expects exit code 0. */
  public void run(String... arguments) throws IOException, InterruptedException {
    run(Map.of(), arguments);
  }

  /** Runs it with extra environment variables until it ends, and expects exit code 0. */
  void run(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    var status = status(variables, arguments);
    assertThat(status).as("%s: %s", name, Files.readString(log())).isZero();
  }

  /** Runs it until it ends. Returns its exit code. */
  int status(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    var process = start(variables, arguments);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("the program ends")
        .isTrue();
    return process.exitValue();
  }

  /** Runs it until its folder holds at least this many bytes, then kills it. */
  void interrupt(long bytes, String... arguments) throws IOException, InterruptedException {
    var process = start(Map.of(), arguments);
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (received() < bytes && process.isAlive() && System.nanoTime() < until) {
      Thread.sleep(GLANCE_MILLIS);
    }
    assertThat(process.isAlive()).as("%s: %s", name, Files.readString(log())).isTrue();
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("the program ends")
        .isTrue();
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
