package dev.keyshelf.local.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes connections on the loopback address. The JDK's own server is no choice here: it reads bare
 * line feeds and two hosts, keeps connections that send half a head, and names exceptions in its
 * refusals.
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
    /** Begins with a request whose head was read; it is closed when its answer was written. */
    Exchange begin(Request request);
  }

  /** One request on its way. */
  public interface Exchange extends AutoCloseable {
    /** Returns the answer; fails only when the client cannot be read. */
    Response answer() throws IOException;

    @Override
    void close();
  }

  private HttpListener(ServerSocket server, Timeouts timeouts) {
    this.server = server;
    this.timeouts = timeouts;
  }

  /**
   * Takes a port; connections wait until {@link #serve} says who answers.
   *
   * @param port 0 takes any free one
   * @throws java.net.BindException if it cannot be taken
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

  /** Begins to answer. */
  public void serve(Site site) {
    Thread.ofPlatform().name("http-listener").start(() -> accept(site));
  }

  private void accept(Site site) {
    while (!closed.get()) {
      try {
        take(server.accept(), site);
      } catch (IOException _) {
        // Closed, or out of files for a moment: whoever waits is taken later.
        LockSupport.parkNanos(GLANCE.toNanos());
      }
    }
  }

  private void take(Socket socket, Site site) {
    var connection = new Connection(socket, site, timeouts, deadlines);
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
      connection.close(); // This is closed.
    }
  }

  /** Lets requests under way finish for a second. Closing again does nothing. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      server.close();
    } catch (IOException _) {
      // It takes nothing any more.
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
