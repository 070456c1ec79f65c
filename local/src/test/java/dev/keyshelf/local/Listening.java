package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running {@code ./keyshelf listen}, whose lines can be awaited. */
final class Listening implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Lines out = new Lines();
  private final Lines err = new Lines();
  private final FutureTask<Integer> command;
  private final Thread thread;

  private Listening(String... arguments) {
    this.command = new FutureTask<>(() -> execute(arguments));
    this.thread = Thread.ofVirtual().start(command);
  }

  /** Starts the command with these options. */
  static Listening with(String... options) {
    return new Listening(
        Stream.concat(Stream.of("listen"), Stream.of(options)).toArray(String[]::new));
  }

  private int execute(String... arguments) {
    var commandLine = Keyshelf.commandLine();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  /** Awaits the next line on standard output. */
  String next() throws InterruptedException {
    return out.next();
  }

  /** Awaits the next line on standard error. */
  String said() throws InterruptedException {
    return err.next();
  }

  /** Returns whether each line that was printed has been awaited. */
  boolean saidNoMore() {
    return out.isEmpty() && err.isEmpty();
  }

  /** Awaits the end of a command that ends by itself. Returns its exit code. */
  int ended() throws Exception {
    return command.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends the command as Ctrl-C does. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      assertThat(thread.join(Duration.ofSeconds(PATIENCE_SECONDS))).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Cuts what is written into lines. */
  private static final class Lines extends Writer {
    private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder();

    String next() throws InterruptedException {
      var line = whole.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("no further line");
      }
      return line;
    }

    boolean isEmpty() {
      return whole.isEmpty();
    }

    @Override
    public void write(char[] text, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        if (text[i] == '\n') {
          whole.add(begun.toString());
          begun.setLength(0);
        } else {
          begun.append(text[i]);
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
