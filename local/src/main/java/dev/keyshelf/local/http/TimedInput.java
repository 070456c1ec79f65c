package dev.keyshelf.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The input from a client, with a time limit. Reads that exceed it fail. */
final class TimedInput extends InputStream {
  private final Socket socket;
  private final InputStream in;
  private long end;
  private Duration each = Duration.ZERO;

  TimedInput(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** Limits the time from now until the end of all further reads. */
  void all(Duration time) {
    end = System.nanoTime() + time.toNanos();
    each = Duration.ZERO;
  }

  /** Limits the time of each further read. */
  void each(Duration time) {
    each = time;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var left =
        each.isZero() ? Duration.ofNanos(end - System.nanoTime()).toMillis() : each.toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    socket.setSoTimeout((int) left);
    return in.read(bytes, offset, length);
  }
}
