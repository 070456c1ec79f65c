package dev.keyshelf.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy to a server that delays the last bytes of what a client sends. */
final class SlowLink implements AutoCloseable {
  private static final int END_BYTES = 8;
  private static final Duration LATER = Duration.ofMillis(200);

  private final URI server;
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger connections = new AtomicInteger();

  SlowLink(URI server) throws IOException {
    this.server = server;
    threads.execute(this::connectAll);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** Returns how many connections clients have made. */
  int connections() {
    return connections.get();
  }

  private void connectAll() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        connections.incrementAndGet();
        threads.execute(() -> connect(client));
      } catch (IOException _) {
        return; // The link was closed.
      }
    }
  }

  private void connect(Socket client) {
    try (client;
        var peer = new Socket(server.getHost(), server.getPort())) {
      threads.execute(() -> slowly(client, peer));
      peer.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException _) {
      // One side closed its connection, and the other one is closed with it.
    }
  }

  private static void slowly(Socket from, Socket to) {
    var bytes = new byte[64 * 1024];
    try {
      for (int n = from.getInputStream().read(bytes);
          n >= 0;
          n = from.getInputStream().read(bytes)) {
        var early = Math.max(0, n - END_BYTES);
        to.getOutputStream().write(bytes, 0, early);
        Thread.sleep(LATER);
        to.getOutputStream().write(bytes, early, n - early);
      }
    } catch (IOException | InterruptedException _) {
      // One side closed its connection.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
