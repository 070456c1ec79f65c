package dev.keyshelf.local.api;

import dev.keyshelf.local.ProcessWide;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Captures all output of this process from now on: functions, gateway, stores and libraries. */
@ProcessWide
final class Output implements AutoCloseable {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Handler logged = new Logged();

  Output() {
    System.setOut(new PrintStream(new Both(out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new Both(err), true, StandardCharsets.UTF_8));
    Logger.getLogger("").addHandler(logged);
  }

  /** Returns the output so far. */
  String text() {
    synchronized (written) {
      return written.toString(StandardCharsets.UTF_8);
    }
  }

  private void note(byte[] bytes, int offset, int length) {
    synchronized (written) {
      written.write(bytes, offset, length);
    }
  }

  /** Writes to the previous stream and captures the same bytes. */
  private final class Both extends OutputStream {
    private final PrintStream before;

    Both(PrintStream before) {
      this.before = before;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      before.write(bytes, offset, length);
      note(bytes, offset, length);
    }
  }

  /** Captures log records, because the console's handler keeps the stream of its creation. */
  private final class Logged extends Handler {
    Logged() {
      setFormatter(new SimpleFormatter());
    }

    @Override
    public void publish(LogRecord record) {
      var line = getFormatter().format(record).getBytes(StandardCharsets.UTF_8);
      note(line, 0, line.length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    Logger.getLogger("").removeHandler(logged);
  }
}
