package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.demo.SampleStory;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A script of the console's package whose tests drive a browser.
 *
 * @param name as {@code package.json} names it
 * @param arguments of its test runner
 * @param environment what else its tests are told
 * @param mostMinutes after which it is ended, and has failed
 */
record ConsoleScript(
    String name, List<String> arguments, Map<String, String> environment, int mostMinutes) {

  /**
   * Runs the tests against a new machine with the sample story. Their output is in {@code target}.
   *
   * @param data an empty folder
   * @throws AssertionError if a test failed
   */
  void passesOnTheStory(Path data) throws IOException, InterruptedException {
    var template = Settings.defaultTemplate();
    var settings = Settings.inMemory(template).withData(data).withClockOffset(Beginning.offset());
    SampleStory.tell(settings);
    // A journey has a webhook whose receiver is on this machine.
    var open = settings.withStreams().withWebhooksToLoopback(true);
    try (var machine = OneMachine.start(open)) {
      var command = new ArrayList<>(List.of("npm", "run", "--silent", name, "--"));
      command.addAll(arguments);
      var log = Path.of("target", "console-" + name + ".log");
      var builder =
          new ProcessBuilder(command)
              .directory(template.resolveSibling("console").toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      builder.environment().put("KEYSHELF", machine.baseUrl().toString());
      builder.environment().put("NO_COLOR", "1");
      // A snapshot that is not there is a failure, not a reason to write one.
      builder.environment().put("CI", "true");
      var process = builder.start();
      if (!process.waitFor(mostMinutes, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }

      assertThat(log).content(StandardCharsets.UTF_8).contains("Test Files");
      assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }
  }
}
