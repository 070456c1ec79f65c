package dev.keyshelf.local.commands;

import dev.keyshelf.local.OneMachine;
import dev.keyshelf.local.Settings;
import dev.keyshelf.local.demo.Journey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the whole journey on a machine of its own, in memory, with the samples. */
@Command(name = "demo", description = "Walks the whole journey, from order to exact credit.")
public final class DemoCommand implements Callable<Integer> {
  private static final double MILLIS = 1000.0;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Override
  public Integer call() {
    var out = System.out;
    var functionLog = new ByteArrayOutputStream();
    // The functions log to standard output, as on Lambda: kept aside, and shown when a step fails.
    System.setOut(new PrintStream(functionLog, true, StandardCharsets.UTF_8));
    try (OneMachine machine =
        OneMachine.start(Settings.inMemory(Settings.defaultTemplate()).withPort(0))) {
      out.printf(
          "Keyshelf on one machine, at %s: %d routes, up after %.1f s%n",
          machine.baseUrl(), machine.routes(), secondsSinceStart());
      if (Journey.walk(machine, out)) {
        out.printf(
            "%nAll of it went as it should, in %.1f s.%n"
                + "Keep a server running: ./keyshelf serve   (then see README.md)%n",
            secondsSinceStart());
        return 0;
      }
      System.err.println(functionLog.toString(StandardCharsets.UTF_8));
      return 1;
    } finally {
      System.setOut(out);
    }
  }

  private static double secondsSinceStart() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS;
  }
}
