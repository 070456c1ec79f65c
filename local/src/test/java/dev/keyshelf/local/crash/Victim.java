package dev.keyshelf.local.crash;

import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.function.FunctionFailed;
import dev.keyshelf.local.gateway.Invocation;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.MovedClock;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** A {@link FunctionsProcess}, as the test that kills it sees it. */
final class Victim implements AutoCloseable {
  private final Process process;
  private final DataOutputStream to;
  private final DataInputStream from;
  private boolean killed;

  private Victim(Process process) {
    this.process = process;
    this.to = new DataOutputStream(process.getOutputStream());
    this.from = new DataInputStream(process.getInputStream());
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param cloud all environment variables of the process
   */
  static Victim start(Map<String, String> cloud) {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dkeyshelf.root=" + Settings.defaultTemplate().resolveSibling(""),
            "-cp",
            System.getProperty("java.class.path"),
            FunctionsProcess.class.getName());
    builder.redirectError(Redirect.DISCARD);
    builder.environment().clear();
    MovedClock.handTo(builder.environment());
    builder.environment().putAll(cloud);
    try {
      var victim = new Victim(builder.start());
      victim.heard();
      return victim;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // It is read once and never compared.
  private record Heard(int what, byte[] bytes) {}

  private Heard heard() throws IOException {
    int what = from.readByte();
    return new Heard(what, from.readNBytes(from.readInt()));
  }

  /**
   * Returns an invocation that runs functions in this process and kills it at a store call.
   *
   * @param number the number of the store call, from 1; 0 kills nothing
   */
  Invocation until(Moment moment, int number, Supplier<Duration> offset) {
    return (function, event) -> invoke(function, event, moment, number, offset.get());
  }

  private synchronized byte[] invoke(
      String function, byte[] event, Moment moment, int number, Duration offset) {
    try {
      to.writeLong(offset.toMillis());
      to.writeUTF(moment.name());
      to.writeInt(number);
      to.writeUTF(function);
      to.writeInt(event.length);
      to.write(event);
      to.flush();
      var heard = heard();
      return switch (heard.what()) {
        case FunctionsProcess.ANSWERED -> heard.bytes();
        case FunctionsProcess.AT_THE_CALL -> {
          // This sends SIGKILL on systems that have signals.
          process.destroyForcibly().waitFor();
          killed = true;
          throw new FunctionFailed(function, new Stop.Dead());
        }
        default ->
            throw new FunctionFailed(
                function,
                new IllegalStateException(new String(heard.bytes(), StandardCharsets.UTF_8)));
      };
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  synchronized boolean isKilled() {
    return killed;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
