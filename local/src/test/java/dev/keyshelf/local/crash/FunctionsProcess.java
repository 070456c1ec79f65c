package dev.keyshelf.local.crash;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import dev.keyshelf.local.function.FunctionFailed;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.machine.AdjustableClock;
import dev.keyshelf.local.machine.Settings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that runs only the functions, for a test to kill. It reads each invocation from
 * standard input, with the number of the store call at which it must report and wait to be killed.
 */
final class FunctionsProcess {
  static final int READY = 'R';
  static final int AT_THE_CALL = 'K';
  static final int ANSWERED = 'A';
  static final int FAILED = 'F';

  private FunctionsProcess() {}

  /** Serves invocations until standard input ends. Its environment names the stores. */
  public static void main(String[] arguments) throws IOException {
    var in = new DataInputStream(System.in);
    var out = new DataOutputStream(System.out);
    // Standard output carries the answers, so the functions log to standard error.
    System.setOut(System.err);
    var clock = new AdjustableClock(Duration.ZERO);
    try (var functions =
        Functions.load(Template.read(Settings.defaultTemplate()), System.getenv(), clock)) {
      say(out, READY, new byte[0]);
      while (true) {
        clock.setAhead(Duration.ofMillis(in.readLong()));
        var script = stopping(out, in.readUTF(), in.readInt());
        var name = in.readUTF();
        var event = in.readNBytes(in.readInt());
        StoreFaults.during(script, functions, () -> answer(out, functions, name, event));
      }
    } catch (EOFException _) {
      // The test closed standard input: there are no more invocations.
    }
  }

  private static void answer(DataOutputStream out, Functions functions, String name, byte[] event) {
    try {
      try {
        say(out, ANSWERED, functions.invoke(name, event));
      } catch (FunctionFailed failed) {
        say(out, FAILED, failed.toString().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private static Script stopping(DataOutputStream out, String moment, int number) {
    var calls = new AtomicInteger();
    return (now, _) -> {
      if (now == Moment.valueOf(moment) && calls.incrementAndGet() == number) {
        try {
          say(out, AT_THE_CALL, new byte[0]);
          new CountDownLatch(1).await();
        } catch (IOException | InterruptedException failed) {
          throw new IllegalStateException(failed);
        }
      }
    };
  }

  private static synchronized void say(DataOutputStream out, int what, byte[] bytes)
      throws IOException {
    out.writeByte(what);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }
}
