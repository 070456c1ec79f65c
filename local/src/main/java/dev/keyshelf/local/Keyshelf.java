package dev.keyshelf.local;

import dev.keyshelf.embedded.EmbeddedCloudException;
import dev.keyshelf.embedded.TemplateException;
import dev.keyshelf.local.commands.AnyOrder;
import dev.keyshelf.local.commands.BackupCommand;
import dev.keyshelf.local.commands.DemoCommand;
import dev.keyshelf.local.commands.DrillCommand;
import dev.keyshelf.local.commands.FireCommand;
import dev.keyshelf.local.commands.ImportCommand;
import dev.keyshelf.local.commands.InvoicesCommand;
import dev.keyshelf.local.commands.ListenCommand;
import dev.keyshelf.local.commands.Mistyped;
import dev.keyshelf.local.commands.PaymentsCommand;
import dev.keyshelf.local.commands.RedriveCommand;
import dev.keyshelf.local.commands.RestoreCommand;
import dev.keyshelf.local.commands.ServeCommand;
import dev.keyshelf.local.commands.StockCommand;
import dev.keyshelf.local.commands.SupportCommand;
import dev.keyshelf.local.commands.Surroundings;
import dev.keyshelf.local.commands.TemplateCommand;
import dev.keyshelf.local.commands.TokenCommand;
import dev.keyshelf.local.commands.VerifyLogCommand;
import dev.keyshelf.local.commands.Version;
import dev.keyshelf.local.fault.UserFault;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. A user's mistake is reported in one line on standard error, exit code 2. */
@Command(
    name = "keyshelf",
    description = "Runs the back office of a software reseller on one machine.",
    versionProvider = Version.class,
    footer = {
      "",
      "Environment variables:",
      "  AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_S3",
      "      Use these servers instead of the embedded stores. Set both, as well as",
      "      AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
      "  AWS_REGION",
      "      The region of these servers (default: us-east-1).",
      "  KEYSHELF_S3_PATH_STYLE (true|false),",
      "  KEYSHELF_S3_CHECKSUMS (WHEN_REQUIRED|WHEN_SUPPORTED)",
      "      Adapt requests to the S3 server.",
      "  KEYSHELF_TRACE=1",
      "      Prints the stack trace when a command fails."
    },
    subcommands = {
      ServeCommand.class,
      TokenCommand.class,
      TemplateCommand.class,
      FireCommand.class,
      ImportCommand.class,
      SupportCommand.class,
      PaymentsCommand.class,
      InvoicesCommand.class,
      StockCommand.class,
      VerifyLogCommand.class,
      ListenCommand.class,
      RedriveCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      DrillCommand.class,
      DemoCommand.class,
      HelpCommand.class
    })
public final class Keyshelf implements Runnable, Surroundings.Root {
  private static final int FAULT = 2;

  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Lists the commands.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Shows the version.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean version;

  private Keyshelf(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    var commandLine =
        commandLine().setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    // Functions log to standard output, as Lambda expects. Here it is reserved for the command.
    System.setOut(System.err);
    var exitCode = commandLine.execute(args);
    commandLine.getOut().flush();
    // The stores' threads would keep the process alive.
    System.exit(exitCode);
  }

  /** Returns the command line, ready to execute. Unlike {@link #main} it does not end the JVM. */
  public static CommandLine commandLine() {
    return commandLine(Surroundings.ofProcess());
  }

  /** Returns the command line in other surroundings than the process. */
  public static CommandLine commandLine(Surroundings surroundings) {
    return new AnyOrder(new Keyshelf(surroundings))
        .setParameterExceptionHandler((e, _) -> refuse(e))
        .setExecutionExceptionHandler((e, command, _) -> fail(e, command))
        .setUnmatchedOptionsArePositionalParams(false);
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  /** Prints the usage: no command was given. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int refuse(ParameterException e) {
    say(e.getCommandLine().getErr(), Mistyped.of(e));
    return FAULT;
  }

  private static int fail(Exception e, CommandLine command) throws Exception {
    if (System.getenv("KEYSHELF_TRACE") != null) {
      throw e;
    }
    var message = messages(e);
    if (e instanceof UserFault
        || e instanceof TemplateException
        || e instanceof EmbeddedCloudException) {
      say(command.getErr(), message);
      return FAULT;
    }
    say(
        command.getErr(),
        "%s: %s (KEYSHELF_TRACE=1 shows where)".formatted(e.getClass().getSimpleName(), message));
    return FAULT;
  }

  /** Returns the message of a failure, with what could not be cleaned up after it. */
  private static String messages(Exception e) {
    return Stream.concat(
            Stream.of(e), Stream.of(e.getSuppressed()).filter(UserFault.class::isInstance))
        .map(each -> String.valueOf(each.getMessage()))
        .collect(Collectors.joining("; "));
  }

  private static void say(PrintWriter err, String message) {
    err.println("keyshelf: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }
}
