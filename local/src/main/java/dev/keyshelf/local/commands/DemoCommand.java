package dev.keyshelf.local.commands;

import dev.keyshelf.local.demo.Journey;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the whole journey on a machine of its own, in memory, with the samples. */
@Command(name = "demo", description = "Walks the whole journey, from order to exact credit.")
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
    var errors = System.out;
    var functionLog = new ByteArrayOutputStream();
    // The functions' log is kept aside, and shown when a step fails.
    System.setOut(new PrintStream(functionLog, true, StandardCharsets.UTF_8));
    try (var machine =
        OneMachine.start(
            Settings.inMemory(Settings.defaultTemplate()).withPort(0).withEnvironment(Map.of()))) {
      out.printf(
          Locale.ROOT,
          "Keyshelf on one machine, at %s: %s routes, up after %.1f s%n",
          machine.baseUrl(),
          machine.routes(),
          secondsSinceStart());
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

  private static double secondsSinceStart() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS;
  }
}
