package dev.keyshelf.local.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A client's connection. It answers the client's requests one after the other. */
final class Connection implements Runnable {
  /** The most bytes read of an unused body, so that its client gets to read the response. */
  private static final int MOST_DRAINED_BYTES = 64 * 1024 * 1024;

  private static final int MOST_REFUSED_BYTES = 1024 * 1024;
  private static final int SHORT = 64 * 1024;

  /** Headers that only the server itself sets. */
  private static final Set<String> OURS =
      Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Socket socket;
  private final HttpListener.Site site;
  private final InstantSource clock;
  private final Timeouts timeouts;
  private final ScheduledExecutorService deadlines;
  private volatile boolean busy;

  Connection(
      Socket socket,
      HttpListener.Site site,
      InstantSource clock,
      Timeouts timeouts,
      ScheduledExecutorService deadlines) {
    this.socket = socket;
    this.site = site;
    this.clock = clock;
    this.timeouts = timeouts;
    this.deadlines = deadlines;
  }

  /** Returns whether a request is being answered. */
  boolean isBusy() {
    return busy;
  }

  void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // The connection is already broken.
    }
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      var timed = new TimedInput(socket);
      var in = new BufferedInputStream(timed, SHORT);
      var out = socket.getOutputStream();
      timed.all(timeouts.head());
      // No response to a connection without a request: browsers open connections in advance.
      while (hasMore(in)) {
        timed.all(timeouts.head());
        if (!answerNext(timed, in, out)) {
          return;
        }
        timed.all(timeouts.idle());
      }
    } catch (IOException _) {
      // The client disconnected or sent nothing for too long, so there is nobody to answer.
    } finally {
      busy = false;
    }
  }

  private static boolean hasMore(BufferedInputStream in) throws IOException {
    in.mark(1);
    var isMore = in.read() >= 0;
    if (isMore) {
      in.reset();
    }
    return isMore;
  }

  /**
   * Answers the next request.
   *
   * @return whether another request may follow on the connection
   */
  private boolean answerNext(TimedInput timed, BufferedInputStream in, OutputStream out)
      throws IOException {
    try {
      var head = RequestHead.read(in);
      if (head.isEmpty()) {
        return false;
      }
      busy = true;
      timed.each(timeouts.body());
      return answer(head.get(), in, out);
    } catch (SocketTimeoutException late) {
      refuse(Malformed.late(), in, out);
      return false;
    } catch (Malformed malformed) {
      refuse(malformed, in, out);
      return false;
    } finally {
      busy = false;
    }
  }

  private boolean answer(RequestHead head, BufferedInputStream in, OutputStream out)
      throws IOException {
    var body = RequestBody.of(head, in, out);
    var request =
        new Request(
            head.method(),
            head.path(),
            head.query(),
            head.protocol(),
            head.headers(),
            socket.getInetAddress().getHostAddress(),
            body);
    try (var exchange = site.begin(request)) {
      var response = exchange.answer();
      if (!body.isRead() && body.isShort(SHORT)) {
        body.skip(SHORT);
      }
      var kept = body.isRead() && head.isKeptAlive();
      write(response, head.method().equals("HEAD"), kept, out);
      if (!kept) {
        leave(body, out);
      }
      return kept;
    }
  }

  /** Disconnects after the client has its response. Until then, the rest of the body is skipped. */
  private void leave(RequestBody body, OutputStream out) throws IOException {
    out.flush();
    socket.shutdownOutput();
    if (!body.isRead() && !body.isBroken()) {
      body.skip(MOST_DRAINED_BYTES);
    }
  }

  private void refuse(Malformed malformed, BufferedInputStream in, OutputStream out)
      throws IOException {
    write(malformed.response(), false, false, out);
    socket.shutdownOutput();
    var piece = new byte[SHORT];
    for (int left = MOST_REFUSED_BYTES, count = 0; count >= 0 && left > 0; left -= count) {
      count = in.read(piece);
    }
  }

  private void write(Response response, boolean isHead, boolean kept, OutputStream out)
      throws IOException {
    var length = response.body().length;
    var bodiless = isHead || response.status() == 204 || response.status() == 304;
    var head = new StringBuilder(response.statusLine()).append("\r\n");
    response
        .headers()
        .forEach(
            (name, values) -> {
              if (!OURS.contains(name)) {
                values.forEach(value -> line(head, name, value));
              }
            });
    if (isHead && length == 0) {
      response
          .headers()
          .getOrDefault("content-length", List.of("0"))
          .forEach(said -> line(head, "content-length", said));
    } else if (response.status() != 204 && response.status() != 304) {
      line(head, "content-length", Integer.toString(length));
    }
    line(head, "date", DATE.format(clock.instant()));
    if (!kept) {
      line(head, "connection", "close");
    }
    head.append("\r\n");
    var bytes = new ByteArrayOutputStream(head.length() + (bodiless ? 0 : length));
    bytes.writeBytes(RequestHead.bytes(head));
    if (!bodiless) {
      bytes.writeBytes(response.body());
    }
    write(bytes, out);
  }

  /** Writes, and disconnects a client that does not read: a write has no timeout of its own. */
  private void write(ByteArrayOutputStream bytes, OutputStream out) throws IOException {
    if (bytes.size() <= SHORT) {
      bytes.writeTo(out);
      return;
    }
    var hangUp = deadlines.schedule(this::close, timeouts.body().toMillis(), TimeUnit.MILLISECONDS);
    try {
      bytes.writeTo(out);
    } finally {
      hangUp.cancel(false);
    }
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
