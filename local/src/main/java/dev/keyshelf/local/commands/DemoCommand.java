package dev.keyshelf.local.commands;

import dev.keyshelf.local.demo.Journey;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Shows the whole journey on a machine of its own, with the samples: in memory, or in tables and
 * buckets of its own on the stores that the environment names.
 */
@Command(
    name = "demo",
    description =
        "Walks the whole journey, from order to exact credit: in memory, or in tables and buckets"
            + " of its own on named stores.")
public final class DemoCommand implements Callable<Integer> {
  private static final double MILLIS = 1000.0;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var settings = settings();
    var errors = System.out;
    var functionLog = new ByteArrayOutputStream();
    // The functions' log is kept aside, and shown when a step fails.
    System.setOut(new PrintStream(functionLog, true, StandardCharsets.UTF_8));
    try (var machine = OneMachine.start(settings)) {
      out.printf(
          Locale.ROOT,
          "Keyshelf on one machine, at %s: %s routes, up after %.1f s%n",
          machine.baseUrl(),
          machine.routes(),
          secondsSinceStart());
      if (settings.namesStores()) {
        out.printf(
            "Tables and buckets of its own at %s, named ...%s and removed at the end%n",
            machine.storeEnvironment().get("AWS_ENDPOINT_URL_DYNAMODB"), settings.suffix());
      }
      if (Journey.walk(machine, out)) {
        out.printf(
            Locale.ROOT,
            "%nAll of it went as it should, in %.1f s.%n"
                + "Keep a server running: ./keyshelf serve   (then see README.md)%n",
            secondsSinceStart());
        return 0;
      }
      errors.println(functionLog.toString(StandardCharsets.UTF_8));
      return 1;
    } finally {
      System.setOut(errors);
    }
  }

  /**
   * Stores that are named may hold what is others': there it makes tables and buckets of its own.
   */
  private static Settings settings() {
    var settings = Settings.inMemory(Settings.defaultTemplate()).withPort(0);
    return settings.namesStores()
        ? settings.withStoresApart("-demo-" + UUID.randomUUID().toString().substring(0, 8))
        : settings;
  }

  private static double secondsSinceStart() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS;
  }
}
