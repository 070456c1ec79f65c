package dev.keyshelf.local.commands;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on a data folder. A server may be using the folder. */
abstract class DataCommand {
  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Mixin private DataOption data = new DataOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  final DataOption data() {
    return data;
  }

  final CommandSpec spec() {
    return spec;
  }

  /** Returns what the root command hands to all others. */
  final Surroundings surroundings() {
    return ((Surroundings.Root) spec.root().userObject()).surroundings();
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final void say(String text) {
    out().println(text);
    out().flush();
  }

  /** Prints a line about the command's work on standard error, beside its output. */
  final void note(String text) {
    var err = spec.commandLine().getErr();
    err.println("keyshelf: " + text);
    err.flush();
  }

  /** Prints a line and returns whether its reader still takes more. */
  final boolean print(String line) {
    out().println(line);
    return !out().checkError();
  }

  /** Runs an action and discards the functions' log: the command itself reports the result. */
  static <T> T withoutLog(Supplier<T> action) {
    var functionLog = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      return action.get();
    } finally {
      System.setOut(functionLog);
    }
  }
}
