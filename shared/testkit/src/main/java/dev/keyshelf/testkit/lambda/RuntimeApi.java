package dev.keyshelf.testkit.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's runtime API for one sandbox. It passes events to the runtime, lets it wait while there
 * is none, and passes its answers on. It handles one invocation at a time.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String RUNTIME = "/2018-06-01/runtime/";
  private static final String REQUEST_ID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
  private volatile CompletableFuture<String> response = new CompletableFuture<>();
  private final CountDownLatch snapshotReady = new CountDownLatch(1);
  private final CountDownLatch restored = new CountDownLatch(1);
  private final String functionArn;
  private final Duration timeout;

  RuntimeApi(String functionArn, Duration timeout) {
    this.functionArn = functionArn;
    this.timeout = timeout;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(RUNTIME, this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Returns the address for {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Queues an event for the runtime. Wait for the answer to the previous event before.
   *
   * @return the function's answer; it completes exceptionally with the error that the runtime
   *     reports
   */
  CompletableFuture<String> invoke(byte[] event) {
    if (response.isDone() && !response.isCompletedExceptionally()) {
      response = new CompletableFuture<>();
    }
    events.add(event);
    return response;
  }

  /** Waits until the runtime is ready for its snapshot. Returns false after the timeout. */
  boolean awaitSnapshot(Duration patience) throws InterruptedException {
    return snapshotReady.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells the runtime that it was restored from its snapshot. */
  void restore() {
    restored.countDown();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath().substring(RUNTIME.length())) {
        case "invocation/next" -> next(exchange);
        case "restore/next" -> {
          snapshotReady.countDown();
          restored.await();
          exchange.sendResponseHeaders(200, -1);
        }
        case "invocation/" + REQUEST_ID + "/response" -> {
          response.complete(bodyOf(exchange));
          exchange.sendResponseHeaders(202, -1);
        }
        case "invocation/" + REQUEST_ID + "/error", "init/error", "restore/error" -> {
          response.completeExceptionally(new IllegalStateException(bodyOf(exchange)));
          exchange.sendResponseHeaders(202, -1);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] event = events.take();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", REQUEST_ID);
    exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Deadline-Ms",
            String.valueOf(Instant.now().plus(timeout).toEpochMilli()));
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private static String bodyOf(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
