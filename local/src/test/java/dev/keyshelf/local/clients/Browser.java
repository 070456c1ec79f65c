package dev.keyshelf.local.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium that is driven by the script installed by the profile {@code clients}. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path HOME = Path.of("target", "clients");
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private Browser(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts Chromium, without its windows if Debian's package for that is there. */
  static Browser start() throws IOException {
    var chromium =
        Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
            .filter(program -> Files.isExecutable(Path.of(program)))
            .findFirst()
            .orElse("chromium");
    return new Browser(
        new ProcessBuilder("node", "driver.mjs", chromium)
            .directory(HOME.toFile())
            .redirectError(Redirect.to(HOME.resolve("driver.log").toFile()))
            .start());
  }

  /** Returns a new command with this name and no parameters yet. */
  static ObjectNode command(String name) {
    return JSON.createObjectNode().put("command", name);
  }

  /** Runs a command and returns its answer. */
  JsonNode does(ObjectNode command) throws IOException {
    commands.write(command.toString());
    commands.newLine();
    commands.flush();
    var line = answers.readLine();
    if (line == null) {
      throw new IOException("the driver ended: " + Files.readString(HOME.resolve("driver.log")));
    }
    var answer = JSON.readTree(line);
    if (answer.has("failure")) {
      throw new IOException(command + ": " + answer.get("failure").asText());
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    commands.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
