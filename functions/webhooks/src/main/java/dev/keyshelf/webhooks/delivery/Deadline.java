package dev.keyshelf.webhooks.delivery;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of one attempt. It closes the attempt's socket, which ends all that waits for it: a
 * timeout of the socket would begin again with each byte.
 */
final class Deadline implements AutoCloseable {
  private final long endsAtNanos;
  private final Future<?> ending;
  private @Nullable Socket socket;
  private boolean over;

  /** Starts the time. */
  Deadline(ScheduledExecutorService timer, Duration longest) {
    this.endsAtNanos = System.nanoTime() + longest.toNanos();
    this.ending = timer.schedule(this::end, longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Has this socket closed at the end, in place of the one before.
   *
   * @throws SocketException if the end has come
   */
  synchronized void closes(Socket attempted) throws SocketException {
    if (over) {
      closeQuietly(attempted);
      throw new SocketException("the time is over");
    }
    socket = attempted;
  }

  /** Returns the time left; zero or less after the end. */
  Duration left() {
    return Duration.ofNanos(endsAtNanos - System.nanoTime());
  }

  synchronized boolean isOver() {
    return over;
  }

  /** Stops the time. */
  @Override
  public void close() {
    ending.cancel(false);
  }

  private synchronized void end() {
    over = true;
    if (socket != null) {
      closeQuietly(socket);
    }
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Nobody uses it any more.
    }
  }
}
