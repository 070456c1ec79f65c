package dev.keyshelf.bench.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One run of {@code ./keyshelf} on an empty folder, until it ends or its server answers.
 *
 * @param wall the time since the launcher's start
 * @param processor the CPU time of all threads of a server; 0 for a command that ended
 */
record Boot(Duration wall, Duration processor) {
  private static final String READY = "answers at";

  /**
   * Runs a command.
   *
   * @param root the project's folder
   * @param arguments the command's arguments; {@code --data} is added, unless it is the demo
   * @throws IllegalStateException if the command fails, or the server ends
   */
  static Boot of(Path root, Variant variant, List<String> arguments)
      throws IOException, InterruptedException {
    var data = Files.createTempDirectory("keyshelf-boot");
    var command = new ArrayList<String>();
    command.add(root.resolve("keyshelf").toString());
    command.addAll(arguments);
    if (!arguments.getFirst().equals("demo")) {
      command.addAll(List.of("--data", data.toString()));
    }
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().put("KEYSHELF_JAVA_OPTIONS", variant.options());
    // Otherwise the launcher would start the measurements again.
    builder.environment().remove("KEYSHELF_PROGRAM");
    try {
      return timed(builder, arguments.getFirst().equals("serve"));
    } finally {
      delete(data);
    }
  }

  private static Boot timed(ProcessBuilder builder, boolean serves)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    var process = builder.start();
    try (BufferedReader output = process.inputReader()) {
      var line = output.readLine();
      while (line != null && !(serves && line.contains(READY))) {
        line = output.readLine();
      }
      if (line != null) {
        return new Boot(
            Duration.ofNanos(System.nanoTime() - began),
            process.info().totalCpuDuration().orElse(Duration.ZERO));
      }
    } finally {
      if (serves) {
        process.destroy();
      }
      process.waitFor();
    }
    if (serves || process.exitValue() != 0) {
      throw new IllegalStateException(
          "%s ended with %s".formatted(builder.command(), process.exitValue()));
    }
    return new Boot(Duration.ofNanos(System.nanoTime() - began), Duration.ZERO);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (var paths = Files.walk(folder)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (var each : all) {
      Files.deleteIfExists(each);
    }
  }
}
