package dev.keyshelf.local.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Accepts connections on the loopback address. The JDK's own server is not used because it accepts
 * bare line feeds and two Host headers, keeps connections that send half a head, and names
 * exceptions in its error responses.
 */
public final class HttpListener implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration GLANCE = Duration.ofMillis(5);

  private final ServerSocket server;
  private final Timeouts timeouts;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("http-deadlines").factory());
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Answers requests. */
  public interface Site {
    /** Begins an exchange when the request's head was read. It is closed after the response. */
    Exchange begin(Request request);
  }

  /** One request while it is answered. */
  public interface Exchange extends AutoCloseable {
    /**
     * Returns the response.
     *
     * @throws IOException if the request's body cannot be read
     */
    Response answer() throws IOException;

    @Override
    void close();
  }

  private HttpListener(ServerSocket server, Timeouts timeouts) {
    this.server = server;
    this.timeouts = timeouts;
  }

  /**
   * Binds a port. Connections wait until {@link #serve} is called.
   *
   * @param port 0 takes any free port
   * @throws java.net.BindException if the port cannot be bound
   */
  public static HttpListener bind(int port, Timeouts timeouts) throws IOException {
    var server = new ServerSocket();
    try {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      return new HttpListener(server, timeouts);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** Returns the port that was bound. */
  public int port() {
    return server.getLocalPort();
  }

  /**
   * Starts answering requests.
   *
   * @param clock supplies the Date of responses
   */
  public void serve(Site site, InstantSource clock) {
    Thread.ofPlatform().name("http-listener").start(() -> accept(site, clock));
  }

  private void accept(Site site, InstantSource clock) {
    while (!closed.get()) {
      try {
        take(server.accept(), site, clock);
      } catch (IOException _) {
        // The server is closed or out of file handles. Waiting connections are accepted later.
        LockSupport.parkNanos(GLANCE.toNanos());
      }
    }
  }

  private void take(Socket socket, Site site, InstantSource clock) {
    var connection = new Connection(socket, site, clock, timeouts, deadlines);
    connections.add(connection);
    try {
      threads.execute(
          () -> {
            try {
              connection.run();
            } finally {
              connections.remove(connection);
            }
          });
    } catch (RejectedExecutionException _) {
      connection.close(); // The listener was closed meanwhile.
    }
  }

  /** Waits up to a second for requests to finish, then closes. Closing again does nothing. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      server.close();
    } catch (IOException _) {
      // The socket accepts no connections any more.
    }
    var end = System.nanoTime() + GRACE.toNanos();
    while (connections.stream().anyMatch(Connection::isBusy) && System.nanoTime() < end) {
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    connections.forEach(Connection::close);
    threads.shutdownNow();
    deadlines.shutdownNow();
  }
}
