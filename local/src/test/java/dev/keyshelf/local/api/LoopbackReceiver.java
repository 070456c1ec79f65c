package dev.keyshelf.local.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook's receiver on this machine, which gives each request the same answer. */
public final class LoopbackReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();

  private LoopbackReceiver(HttpServer server) {
    this.server = server;
  }

  /** Starts a receiver that answers with this status. */
  public static LoopbackReceiver answering(int status) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    var receiver = new LoopbackReceiver(server);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            receiver.headers.add(flat(exchange.getRequestHeaders()));
            receiver.bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
    return receiver;
  }

  /** Returns the address that leads here. */
  public String address() {
    return "http://localhost:%s/events".formatted(server.getAddress().getPort());
  }

  /** Returns the bodies of the requests, in their order. */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** Returns the headers of the requests by their names in small letters, in the same order. */
  List<Map<String, String>> headers() {
    return List.copyOf(headers);
  }

  private static Map<String, String> flat(Headers headers) {
    Map<String, String> flat = new TreeMap<>();
    headers.forEach(
        (name, values) -> flat.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return flat;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
