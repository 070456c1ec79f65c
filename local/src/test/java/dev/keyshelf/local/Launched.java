package dev.keyshelf.local;

import dev.keyshelf.testkit.MovedClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs the command line in its own process, on the class path of the tests. */
final class Launched implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("answers at (http://[^:]+:[0-9]+)");
  private static final long SECONDS_TO_STOP = 60;

  /** By its name: what it does to its process, it does not do to that of the tests. */
  private static final String KEYSHELF = "dev.keyshelf.local.Keyshelf";

  private final Process process;
  private final URI address;
  private final String next;

  private Launched(Process process, URI address, String next) {
    this.process = process;
    this.address = address;
    this.next = next;
  }

  /** The exit code and the output of a command that ended. */
  record Ended(int exitCode, List<String> out, List<String> err) {}

  /** Starts a server for a folder on a free port. The server accepts requests once this returns. */
  static Launched serve(Path data, String... options) {
    var arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data", data.toString()));
    arguments.addAll(List.of(options));
    var said = new ArrayList<String>();
    try {
      var process = command(arguments).redirectErrorStream(true).start();
      var reader = new BufferedReader(process.inputReader());
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        said.add(line);
        var found = ADDRESS.matcher(line);
        if (found.find()) {
          var next = String.valueOf(reader.readLine());
          // The process would block once the pipe of its output is full.
          Thread.ofVirtual().start(() -> reader.lines().forEach(_ -> {}));
          return new Launched(process, URI.create(found.group(1)), next);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    throw new AssertionError("the server did not start: " + said);
  }

  /** Runs a command and waits until it ends. */
  static Ended run(String... arguments) throws IOException, InterruptedException {
    return runIn(Path.of(""), arguments);
  }

  /** Runs a command in this folder and waits until it ends. */
  static Ended runIn(Path folder, String... arguments) throws IOException, InterruptedException {
    return runIn(folder, Map.of(), arguments);
  }

  /** Runs a command in this folder, with extra environment variables, and waits until it ends. */
  static Ended runIn(Path folder, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    var err = Files.createTempFile("keyshelf-err", ".txt");
    try {
      var command = command(List.of(arguments));
      command.environment().putAll(variables);
      var process =
          command.directory(folder.toAbsolutePath().toFile()).redirectError(err.toFile()).start();
      var out = process.inputReader().lines().toList();
      return new Ended(process.waitFor(), out, Files.readAllLines(err));
    } finally {
      Files.delete(err);
    }
  }

  private static ProcessBuilder command(List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.add("-Dkeyshelf.root=" + System.getProperty("keyshelf.root"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(KEYSHELF);
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    MovedClock.handTo(builder.environment());
    return builder;
  }

  URI address() {
    return address;
  }

  /** Returns the line after the one with its address. */
  String next() {
    return next;
  }

  /** Stops the server as Ctrl-C does. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the server did not stop");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
