package dev.keyshelf.local.commands;

import dev.keyshelf.local.demo.Journey;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Walks through a purchase on a new machine with the sample data. The data is in memory. If the
 * environment names stores, it is in temporary tables and buckets there.
 */
@Command(
    name = "demo",
    description =
        "Walks through a purchase, from the order to its credit, on sample data. The data is in"
            + " memory, or in temporary tables and buckets if the environment names stores.")
public final class DemoCommand implements Callable<Integer> {
  private static final double MILLIS = 1000.0;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var settings = settings();
    var errors = System.out;
    var functionLog = new ByteArrayOutputStream();
    // The functions' log is shown only if a step fails.
    System.setOut(new PrintStream(functionLog, true, StandardCharsets.UTF_8));
    try (var machine = OneMachine.start(settings)) {
      out.printf(
          Locale.ROOT,
          "Keyshelf runs at %s: %s routes, started in %.1f s%n",
          machine.baseUrl(),
          machine.routes(),
          secondsSinceStart());
      if (settings.namesStores()) {
        out.printf(
            "Uses tables and buckets at %s whose names end in %s. They are removed at the end.%n",
            machine.storeEnvironment().get("AWS_ENDPOINT_URL_DYNAMODB"), settings.suffix());
      }
      var papers = Journey.walk(machine, out, Files.createTempDirectory("keyshelf-demo-"));
      if (papers.isPresent()) {
        out.printf(
            Locale.ROOT,
            "%nAll steps passed in %.1f s.%n"
                + "To start a server that keeps its data: ./keyshelf serve (see README.md)%n"
                + "Its invoice and its credit note: %s%n",
            secondsSinceStart(),
            papers.get().stream().map(Path::toString).collect(Collectors.joining(" ")));
        return 0;
      }
      errors.println(functionLog.toString(StandardCharsets.UTF_8));
      return 1;
    } catch (IOException failed) {
      throw new UserFault("the folder for the demo's documents cannot be made", failed);
    } finally {
      System.setOut(errors);
    }
  }

  /**
   * Returns the settings of the demo. Stores that the environment names may hold other data, so the
   * demo creates separate tables and buckets there.
   */
  private static Settings settings() {
    var settings = Settings.inMemory(Settings.defaultTemplate()).withPort(0).withStreams();
    return settings.namesStores()
        ? settings.withStoresApart("-demo-" + UUID.randomUUID().toString().substring(0, 8))
        : settings;
  }

  private static double secondsSinceStart() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS;
  }
}
