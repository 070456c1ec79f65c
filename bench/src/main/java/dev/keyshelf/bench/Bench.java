package dev.keyshelf.bench;

import dev.keyshelf.bench.boot.BootCommand;
import dev.keyshelf.bench.command.CommandsCommand;
import dev.keyshelf.bench.figure.CancellationsCommand;
import dev.keyshelf.bench.figure.ConsoleCommand;
import dev.keyshelf.bench.figure.CostCommand;
import dev.keyshelf.bench.figure.DocumentsCommand;
import dev.keyshelf.bench.figure.DownloadsCommand;
import dev.keyshelf.bench.figure.EventsCommand;
import dev.keyshelf.bench.figure.ImportCommand;
import dev.keyshelf.bench.figure.KeysCommand;
import dev.keyshelf.bench.figure.LogCommand;
import dev.keyshelf.bench.figure.OrdersCommand;
import dev.keyshelf.bench.figure.WebhooksCommand;
import dev.keyshelf.bench.growth.GrowthCommand;
import dev.keyshelf.bench.handler.HandlersCommand;
import dev.keyshelf.bench.scale.ScaleCommand;
import dev.keyshelf.bench.start.ImagesCommand;
import dev.keyshelf.bench.start.StartsCommand;
import dev.keyshelf.local.commands.AnyOrder;
import dev.keyshelf.local.commands.Mistyped;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the measurements. */
@Command(
    name = "keyshelf-bench",
    description = "Measures Keyshelf on the embedded cloud of one machine.",
    subcommands = {
      ImportCommand.class,
      OrdersCommand.class,
      CommandsCommand.class,
      HandlersCommand.class,
      CancellationsCommand.class,
      CostCommand.class,
      KeysCommand.class,
      DownloadsCommand.class,
      LogCommand.class,
      EventsCommand.class,
      WebhooksCommand.class,
      DocumentsCommand.class,
      GrowthCommand.class,
      StartsCommand.class,
      ImagesCommand.class,
      BootCommand.class,
      ConsoleCommand.class,
      ScaleCommand.class,
      HelpCommand.class
    })
public final class Bench implements Runnable {
  private static final String FUNCTIONS_LOG = "target/bench-functions.log";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Lists the commands.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /** Runs a measurement and ends the process with its exit code. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    var commandLine =
        commandLine().setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    // The output of functions and stores goes to a log file, so that the figures stay readable.
    var log = Settings.defaultTemplate().resolveSibling(FUNCTIONS_LOG);
    Files.createDirectories(log.resolveSibling(""));
    System.setOut(new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8));
    // The stores' threads would keep the process alive.
    System.exit(commandLine.execute(args));
  }

  static CommandLine commandLine() {
    return new AnyOrder(new Bench()).setParameterExceptionHandler((mistake, _) -> refuse(mistake));
  }

  private static int refuse(ParameterException mistake) {
    var err = mistake.getCommandLine().getErr();
    err.println("keyshelf-bench: " + Mistyped.of(mistake));
    err.flush();
    return 2;
  }

  /** Prints the usage: no command was given. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
