package dev.keyshelf.local.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy that drops connections late. It passes on a part of each of the first few transfers of a
 * file, waits, and closes the connection. Requests for {@code /d/} are never dropped.
 */
final class Weather implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private static final byte[] LOST =
      """
      HTTP/1.1 503 Service Unavailable\r
      Retry-After: 1\r
      Content-Length: 0\r
      Connection: close\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger drops;
  private final AtomicInteger dropped = new AtomicInteger();
  private final int passed;
  private final Duration late;
  private final double lost;
  private final Random random;

  private Weather(int drops, int passed, Duration late, double lost, Random random)
      throws IOException {
    this.drops = new AtomicInteger(drops);
    this.passed = passed;
    this.late = late;
    this.lost = lost;
    this.random = random;
    this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    threads.execute(this::serve);
  }

  /**
   * Starts a proxy that drops transfers.
   *
   * @param drops how many transfers it drops
   * @param passed how many bytes of each it passes on
   * @param late how long it then waits before it closes the connection
   */
  static Weather dropping(int drops, int passed, Duration late) throws IOException {
    return new Weather(drops, passed, late, 0, new Random(0));
  }

  /**
   * Starts a proxy that passes requests on, but replaces a random share of the answers with 503.
   */
  static Weather losing(double share, Random random) throws IOException {
    return new Weather(0, 0, Duration.ZERO, share, random);
  }

  /** Returns the environment variables that make programs use this proxy. */
  Map<String, String> variables() {
    return Map.of("http_proxy", "http://127.0.0.1:" + server.getLocalPort(), "no_proxy", "");
  }

  int dropped() {
    return dropped.get();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        threads.execute(() -> handle(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void handle(Socket client) {
    try (client) {
      var head = head(client.getInputStream());
      var words = head.split(" ", 3);
      var target = URI.create(words[1]);
      try (var origin = new Socket(target.getHost(), target.getPort())) {
        origin.getOutputStream().write(forwarded(words, target));
        pass(origin.getInputStream(), client.getOutputStream(), target);
      }
    } catch (IOException | InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  /** Allows one request per connection, so that the end of the connection ends the answer. */
  private static byte[] forwarded(String[] words, URI target) {
    var query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    var rest = words[2].replaceAll("(?im)^(proxy-)?connection:.*\r\n", "");
    var lineEnd = rest.indexOf("\r\n") + 2;
    var head =
        "%s %s%s %sConnection: close\r\n%s"
            .formatted(
                words[0],
                target.getRawPath(),
                query,
                rest.substring(0, lineEnd),
                rest.substring(lineEnd));
    return head.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String head(InputStream stream) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      var next = stream.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] statusLine(InputStream stream) throws IOException {
    var line = new ByteArrayOutputStream();
    int next;
    do {
      next = stream.read();
      if (next < 0) {
        throw new IOException("no answer");
      }
      line.write(next);
    } while (next != '\n');
    return line.toByteArray();
  }

  private void pass(InputStream from, OutputStream to, URI target)
      throws IOException, InterruptedException {
    var ofALink = target.getPath().startsWith("/d/");
    var left = ofALink || drops.getAndDecrement() <= 0 ? Long.MAX_VALUE : passed;
    var status = statusLine(from);
    if (ofALink && random.nextDouble() < lost) {
      to.write(LOST);
      return;
    }
    to.write(status);
    // Otherwise the client would send its next request on a connection that nobody reads.
    to.write("Connection: close\r\n".getBytes(StandardCharsets.US_ASCII));
    var buffer = new byte[BUFFER];
    while (left > 0) {
      var read = from.read(buffer);
      if (read < 0) {
        return;
      }
      to.write(buffer, 0, read);
      left -= read;
    }
    to.flush();
    Thread.sleep(late);
    dropped.incrementAndGet();
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
