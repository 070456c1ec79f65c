package dev.keyshelf.local.invoices;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.local.machine.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server that answers each path and type as a test says. */
final class PlayedApi implements AutoCloseable {
  private final Map<String, Played> answers = new ConcurrentHashMap<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
  private record Played(int status, byte[] body, String location) {}

  PlayedApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var asks = exchange.getRequestURI() + " " + headers.getFirst("Accept");
    asked.add(asks + (headers.containsKey("Authorization") ? "" : " without token"));
    var played =
        answers.getOrDefault(asks, new Played(404, "{}".getBytes(StandardCharsets.UTF_8), ""));
    if (!played.location().isEmpty()) {
      exchange.getResponseHeaders().set("Location", played.location());
    }
    exchange.sendResponseHeaders(
        played.status(), played.body().length == 0 ? -1 : played.body().length);
    try (var out = exchange.getResponseBody()) {
      out.write(played.body());
    }
  }

  void play(String path, String accept, int status, String body) {
    answers.put(path + " " + accept, new Played(status, body.getBytes(StandardCharsets.UTF_8), ""));
  }

  void redirect(String path, String accept, String location) {
    answers.put(path + " " + accept, new Played(303, new byte[0], location));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns another name of the same address, as a bucket has another one than the API. */
  URI otherAddress() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  Endpoint endpoint() {
    return new Endpoint(address(), "secret");
  }

  /** Returns what was asked: path, type, and whether the request had no token. */
  Queue<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
