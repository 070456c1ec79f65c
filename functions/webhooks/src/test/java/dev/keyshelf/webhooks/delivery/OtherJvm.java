package dev.keyshelf.webhooks.delivery;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a program in a JVM of its own, with the class path of the test. */
final class OtherJvm {
  private OtherJvm() {}

  /** Returns what a program prints that is started with these options and variables. */
  static String run(
      Class<?> program, List<String> options, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().putAll(variables);
    var process = builder.start();
    try (var said = process.inputReader()) {
      var text = String.join("\n", said.lines().toList());
      process.waitFor();
      return text;
    }
  }
}
