package dev.keyshelf.local.commands;

import dev.keyshelf.local.imports.UploadProgress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Shows the progress of a large upload in one line of the terminal. */
final class UploadLine implements UploadProgress {
  private static final double GIB = 1024.0 * 1024 * 1024;
  private static final int PERCENT = 100;

  private final PrintWriter terminal;

  UploadLine(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** Returns progress for the terminal, or one that shows nothing if there is none. */
  static UploadProgress on(PrintWriter err) {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        ? new UploadLine(err)
        : NONE;
  }

  @Override
  public void at(String key, long done, long size) {
    terminal.print(
        String.format(
            Locale.ROOT,
            "\r%s: %s%% of %.1f GiB%s",
            key,
            done * PERCENT / size,
            size / GIB,
            done == size ? System.lineSeparator() : ""));
    terminal.flush();
  }
}
