package dev.keyshelf.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What a client sends, for as long as somebody is ready to wait for it. */
final class TimedInput extends InputStream {
  private final Socket socket;
  private final InputStream in;
  private long end;
  private Duration each = Duration.ZERO;

  TimedInput(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** From now on, all that is read has to come within this time. */
  void all(Duration time) {
    end = System.nanoTime() + time.toNanos();
    each = Duration.ZERO;
  }

  /** From now on, each piece has to come within this time. */
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
