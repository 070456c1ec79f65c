package dev.keyshelf.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local behind a server of our own.
 *
 * <p>Its {@code ServerRunner} listens on every address, prints a banner to standard output and
 * swallows a busy port; it is also the only place that sets telemetry up, so that without it there
 * is none.
 */
final class DynamoDbOnLoopback implements AutoCloseable {
  // Kept here because java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  private final Server server;
  private final ServerConnector connector;
  private final LocalDynamoDBServerHandler handler;

  private DynamoDbOnLoopback(
      Server server, ServerConnector connector, LocalDynamoDBServerHandler handler) {
    this.server = server;
    this.connector = connector;
    this.handler = handler;
  }

  /**
   * Starts the server.
   *
   * @param directory null: in memory
   * @param port 0: any free one
   */
  static DynamoDbOnLoopback start(@Nullable Path directory, int port) throws Exception {
    SQLITE.setLevel(Level.OFF);
    // It formats numbers of its own SQL by the JVM's locale, and fails where that has other digits.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    // Shared: one set of tables whatever the caller's credentials and region are.
    boolean shared = true;
    boolean delayedStatuses = false;
    var requests =
        new LocalDynamoDBRequestHandler(
            port, directory == null, path(directory), shared, delayedStatuses);
    var handler = new LocalDynamoDBServerHandler(requests, null);
    var threads = new QueuedThreadPool();
    threads.setName("dynamodb");
    threads.setDaemon(true);
    var server = new Server(threads);
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new ContextHandler(handler, "/"));
    var started = new DynamoDbOnLoopback(server, connector, handler);
    try {
      server.start();
      return started;
    } catch (Exception failure) {
      started.close();
      throw failure;
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) {
      throw EmbeddedCloudException.unstopped("DynamoDB", failure);
    } finally {
      handler.close();
    }
  }

  private static @Nullable String path(@Nullable Path directory) throws IOException {
    return directory == null ? null : Files.createDirectories(directory).toString();
  }
}
