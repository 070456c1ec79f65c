package dev.keyshelf.embedded;

import dev.keyshelf.embedded.wire.Trouble;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The table store and S3Proxy in this JVM. Only this machine can reach them. */
public final class EmbeddedCloud implements AutoCloseable {
  private static final String ACCESS_KEY_ID = "KEYSHELFLOCAL";
  private static final String SECRET_ACCESS_KEY = "keyshelf-on-one-machine";

  private final DirectoryLock lock;
  private final TableStore tables;
  private final S3OnLoopback s3;

  private EmbeddedCloud(DirectoryLock lock, TableStore tables, S3OnLoopback s3) {
    this.lock = lock;
    this.tables = tables;
    this.s3 = s3;
  }

  /**
   * Starts both stores on free ports.
   *
   * @param dataDirectory where tables and objects survive a restart; null to keep nothing
   * @throws EmbeddedCloudException if a store cannot start, or another process uses the directory
   */
  public static EmbeddedCloud start(@Nullable Path dataDirectory) {
    return start(dataDirectory, 0, 0, Trouble.none());
  }

  /**
   * Starts both stores, without a web page that may upload.
   *
   * @param dataDirectory where tables and objects survive a restart; null to keep nothing
   * @param dynamoDbPort 0 for any free port
   * @param s3Port 0 for any free port
   * @param trouble the faults to inject into requests to the table store
   * @throws EmbeddedCloudException if a port is busy, another process uses the directory, or a
   *     store cannot start
   */
  public static EmbeddedCloud start(
      @Nullable Path dataDirectory, int dynamoDbPort, int s3Port, Trouble trouble) {
    return start(dataDirectory, dynamoDbPort, s3Port, trouble, List.of());
  }

  /**
   * Starts both stores.
   *
   * @param dataDirectory where tables and objects survive a restart; null to keep nothing
   * @param dynamoDbPort 0 for any free port
   * @param s3Port 0 for any free port
   * @param trouble the faults to inject into requests to the table store
   * @param uploadOrigins the origins whose pages browsers let upload to presigned URLs, and read
   *     them
   * @throws EmbeddedCloudException if a port is busy, another process uses the directory, or a
   *     store cannot start
   */
  public static EmbeddedCloud start(
      @Nullable Path dataDirectory,
      int dynamoDbPort,
      int s3Port,
      Trouble trouble,
      List<String> uploadOrigins) {
    requireNoOtherStore(dataDirectory);
    var lock = DirectoryLock.of(dataDirectory);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      // In parallel, because each store spends seconds of processor time on loading its classes.
      Future<TableStore> tables =
          executor.submit(() -> TableStore.start(dataDirectory, dynamoDbPort, trouble));
      Future<S3OnLoopback> s3 =
          executor.submit(
              () ->
                  S3OnLoopback.start(
                      in(dataDirectory, "s3"),
                      s3Port,
                      ACCESS_KEY_ID,
                      SECRET_ACCESS_KEY,
                      uploadOrigins));
      try {
        return new EmbeddedCloud(
            lock, started(tables, "the table store", dynamoDbPort), started(s3, "S3", s3Port));
      } catch (EmbeddedCloudException failure) {
        closeIfStarted(tables, failure);
        closeIfStarted(s3, failure);
        lock.close();
        throw failure;
      }
    }
  }

  /** Refuses a directory with tables of DynamoDB Local, which earlier releases used. */
  private static void requireNoOtherStore(@Nullable Path dataDirectory) {
    Path other = in(dataDirectory, "dynamodb");
    if (other != null && Files.isDirectory(other)) {
      throw new EmbeddedCloudException(
          "%s holds tables of DynamoDB Local, which this release does not read: export them with the release that wrote them (aws dynamodb scan --endpoint-url ...), or choose another folder"
              .formatted(other));
    }
  }

  /** Returns the table store. */
  public TableStore tables() {
    return tables;
  }

  public URI dynamoDbEndpoint() {
    return URI.create("http://127.0.0.1:" + tables.port());
  }

  public URI s3Endpoint() {
    return URI.create("http://127.0.0.1:" + s3.port());
  }

  /** Returns the environment variables with which a function finds these stores. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB",
        dynamoDbEndpoint().toString(),
        "AWS_ENDPOINT_URL_S3",
        s3Endpoint().toString(),
        "AWS_REGION",
        "us-east-1",
        "AWS_ACCESS_KEY_ID",
        ACCESS_KEY_ID,
        "AWS_SECRET_ACCESS_KEY",
        SECRET_ACCESS_KEY,
        "KEYSHELF_S3_PATH_STYLE",
        "true",
        "KEYSHELF_S3_CHECKSUMS",
        "WHEN_REQUIRED",
        "KEYSHELF_ATTEMPT_TIMEOUT",
        "PT5S");
  }

  /**
   * Stops both stores. Without a data directory, their data is lost.
   *
   * @throws EmbeddedCloudException if a store does not stop
   */
  @Override
  public void close() {
    try (lock;
        tables;
        s3) {
      // Java closes them in reverse order, and goes on if one fails to close.
    }
  }

  private static @Nullable Path in(@Nullable Path dataDirectory, String store) {
    return dataDirectory == null ? null : dataDirectory.resolve(store);
  }

  private static <T> T started(Future<T> starting, String store, int port) {
    try {
      return starting.get();
    } catch (ExecutionException failure) {
      throw refusal(store, port, failure.getCause() == null ? failure : failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedCloudException(
          "interrupted while %s was starting".formatted(store), interrupted);
    }
  }

  private static EmbeddedCloudException refusal(String store, int port, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new EmbeddedCloudException(
            "port %s is busy: %s cannot listen on 127.0.0.1:%s".formatted(port, store, port),
            failure);
      }
    }
    return new EmbeddedCloudException("%s cannot start: %s".formatted(store, failure), failure);
  }

  private static void closeIfStarted(Future<? extends AutoCloseable> starting, Exception failure) {
    Callable<? extends AutoCloseable> outcome = starting::get;
    try (var _ = outcome.call()) {
      // One store is useless without the other.
    } catch (ExecutionException _) {
      // The store never started. The exception that the caller throws says so already.
    } catch (Exception unclosed) {
      failure.addSuppressed(unclosed);
    }
  }
}
