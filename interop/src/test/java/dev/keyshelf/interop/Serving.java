package dev.keyshelf.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code ./keyshelf serve} in its own process, with the packaged class path. */
final class Serving implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("keyshelf.root"));
  private static final Pattern ADDRESS = Pattern.compile("answers at (http://[^:]+:[0-9]+)");

  /** Much longer than a start takes. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final String address;

  private Serving(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Starts a server with these options on a free port, and waits until it is ready. */
  static Serving start(Path data, String... options) throws IOException {
    var process = process(data, options).start();
    var said = new StringBuilder();
    var reader = new BufferedReader(process.inputReader());
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      said.append(line).append('\n');
      var address = ADDRESS.matcher(line);
      if (address.find()) {
        return new Serving(process, address.group(1));
      }
    }
    throw new AssertionError("the server did not start: " + said);
  }

  /** Runs a server that ends because an option is wrong, and returns its output. */
  static List<String> refusal(Path data, String... options) throws Exception {
    var process = process(data, options).start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the server did not end: " + process.inputReader().readLine());
    }
    assertThat(process.exitValue()).isEqualTo(2);
    return process.inputReader().lines().toList();
  }

  /**
   * Runs another command to its end, and returns its output.
   *
   * @throws AssertionError if its exit code is not 0
   */
  static List<String> run(List<String> words) throws Exception {
    var process = process(words).start();
    var said = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
    return said;
  }

  private static ProcessBuilder process(Path data, String... options) throws IOException {
    var words = new ArrayList<>(List.of("serve", "--port", "0", "--data", data.toString()));
    words.addAll(List.of(options));
    return process(words);
  }

  /** Returns a command, given as its words behind {@code ./keyshelf}. */
  private static ProcessBuilder process(List<String> words) throws IOException {
    var target = ROOT.resolve("local/target");
    assumeTrue(Files.isDirectory(target.resolve("lib")), "needs the package phase of local");
    try (var jars = Files.newDirectoryStream(target, "keyshelf-local-*.jar")) {
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:+UseSerialGC"));
      command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dkeyshelf.root=" + ROOT));
      command.add("-cp");
      command.add(jars.iterator().next() + File.pathSeparator + target.resolve("lib") + "/*");
      command.add("dev.keyshelf.local.Keyshelf");
      command.addAll(words);
      return new ProcessBuilder(command).redirectErrorStream(true);
    }
  }

  /** Returns the server's URL, without a slash at the end. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
