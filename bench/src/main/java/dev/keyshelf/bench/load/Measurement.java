package dev.keyshelf.bench.load;

import dev.keyshelf.local.commands.HelpOption;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A measurement command. Each of its integer options must be 1 or more. */
public abstract class Measurement implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  /** Measures, and shows the figures. */
  protected abstract void measure() throws Exception;

  @Override
  public final Integer call() throws Exception {
    for (var option : spec.options()) {
      Object value = option.getValue();
      var all = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
      if (all.anyMatch(each -> each instanceof Integer count && count < 1)) {
        throw refused(option.longestName() + " must be 1 or more");
      }
    }
    measure();
    return 0;
  }

  /** Returns an exception that ends the command with a message and a hint to its help. */
  protected final ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  /** Returns the writer for figures. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /**
   * Shows a row and flushes, since the next may take long. {@link Latencies} fill five columns:
   * count, p50, p99, longest and calls a second.
   */
  protected final void show(String row, Object... columns) {
    var all = new ArrayList<>();
    for (var column : columns) {
      if (column instanceof Latencies some) {
        all.addAll(List.of(some.count(), some.millis(50), some.millis(99), some.millis(100)));
        all.add("%.0f".formatted(some.perSecond()));
      } else {
        all.add(column);
      }
    }
    out().printf(row, all.toArray());
    out().flush();
  }

  /** Shows a line. */
  protected final void say(String line) {
    out().println(line);
    out().flush();
  }

  /** Starts a machine in memory, with the samples. */
  protected static OneMachine machine() {
    return OneMachine.start(inMemory());
  }

  /** Starts a machine on a data folder, with the samples. */
  protected static OneMachine machine(Path folder) {
    return OneMachine.start(inMemory().withData(folder));
  }

  /** Starts a machine in memory, without the samples. */
  protected static OneMachine emptyMachine() {
    return OneMachine.start(inMemory().withoutSamples());
  }

  /** Starts a machine in memory, with the samples, that hands streams to their functions. */
  protected static OneMachine streamingMachine() {
    return OneMachine.start(inMemory().withStreams());
  }

  /** Starts a streaming machine whose webhooks may lead to this machine. */
  protected static OneMachine webhooksMachine() {
    return OneMachine.start(inMemory().withStreams().withWebhooksToLoopback(true));
  }

  private static Settings inMemory() {
    return Settings.inMemory(Settings.defaultTemplate()).withPort(0);
  }
}
