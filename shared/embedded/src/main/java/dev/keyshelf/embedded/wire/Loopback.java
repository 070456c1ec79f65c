package dev.keyshelf.embedded.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;

/** An HTTP server on a port of the loopback address, which no other machine can reach. */
public final class Loopback implements AutoCloseable {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.0";

  /**
   * How many bytes of a too large body are skipped. Clients read an answer only after they have
   * sent the whole body.
   */
  private static final int MOST_SKIPPED = 64 * 1024 * 1024;

  private static final int ANY_BACKLOG = 0;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Exchange exchange;

  private Loopback(HttpServer server, Exchange exchange) {
    this.server = server;
    this.exchange = exchange;
  }

  /**
   * Starts the server.
   *
   * @param port 0 for any free port
   * @throws IOException if the port is busy
   */
  public static Loopback start(Exchange exchange, int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    var loopback = new Loopback(HttpServer.create(address, ANY_BACKLOG), exchange);
    loopback.server.setExecutor(loopback.threads);
    loopback.server.createContext("/", loopback::handle);
    loopback.server.start();
    return loopback;
  }

  /** Returns the port. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      byte[] body = http.getRequestBody().readNBytes(Exchange.LARGEST_BODY + 1);
      skipRest(http.getRequestBody());
      var target = http.getRequestHeaders().getFirst("X-Amz-Target");
      var answer = exchange.answer(target == null ? "" : target, body);
      var checksum = new CRC32();
      checksum.update(answer.body());
      http.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      http.getResponseHeaders().set("x-amz-crc32", Long.toString(checksum.getValue()));
      http.sendResponseHeaders(answer.status(), answer.body().length);
      http.getResponseBody().write(answer.body());
    }
  }

  private static void skipRest(InputStream body) throws IOException {
    var buffer = new byte[8192];
    long skipped = 0;
    for (int read = 0; read >= 0 && skipped < MOST_SKIPPED; read = body.read(buffer)) {
      skipped += read;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
