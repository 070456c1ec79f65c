package dev.keyshelf.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.local.machine.OneMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

/** Webhooks of partners, and one receiver on this machine that takes all that they send. */
public final class WebhookLoad implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final OneMachine machine;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer receiver;
  private final List<Arrival> arrivals = new ArrayList<>();

  /**
   * An event that has arrived.
   *
   * @param webhook the path of its address
   * @param number its number in the feed
   * @param delay the time from its record to the arrival
   */
  public record Arrival(String webhook, long number, Duration delay) {}

  public WebhookLoad(OneMachine machine) {
    this.machine = machine;
    try {
      this.receiver =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException("no port for a receiver", failed);
    }
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var event = JSON.readTree(exchange.getRequestBody());
      var now = Instant.now();
      var delay = Duration.between(Instant.parse(event.path("time").asText()), now);
      var number = event.at("/data/number").asLong();
      synchronized (arrivals) {
        arrivals.add(new Arrival(exchange.getRequestURI().getPath(), number, delay));
        arrivals.notifyAll();
      }
      exchange.sendResponseHeaders(204, -1);
    }
  }

  /**
   * Creates a webhook of a partner for one type of event.
   *
   * @return its path in the API
   */
  public String create(String partner, String type) {
    var address =
        "http://127.0.0.1:%s/%s".formatted(receiver.getAddress().getPort(), UUID.randomUUID());
    var body = "{\"address\": \"%s\", \"types\": [\"%s\"]}".formatted(address, type);
    var created = send("POST", "/v1/webhooks", partner, body, 201);
    return "/v1/webhooks/" + created.path("webhookId").asText();
  }

  /** Pauses a webhook, or lets it go on: {@code PAUSED} or {@code ACTIVE}. */
  public void set(String webhook, String partner, String state) {
    send("PATCH", webhook, partner, "{\"state\": \"%s\"}".formatted(state), 200);
  }

  private JsonNode send(String method, String path, String partner, String body, int expected) {
    var request =
        HttpRequest.newBuilder(machine.baseUrl().resolve(path))
            .header(
                "Authorization",
                "Bearer "
                    + machine.tokenFor(
                        partner, "bench@%s.example".formatted(partner), "GlobalAdmin"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != expected) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(path, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /**
   * Waits until this many events have arrived, and forgets them.
   *
   * @return the arrivals, in their order
   * @throws IllegalStateException if they do not arrive in half an hour
   */
  public List<Arrival> await(int count) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    synchronized (arrivals) {
      while (arrivals.size() < count) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException(
              "%s of %s events have arrived".formatted(arrivals.size(), count));
        }
        try {
          arrivals.wait(1_000);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(interrupted);
        }
      }
      var all = List.copyOf(arrivals);
      arrivals.clear();
      return all;
    }
  }

  @Override
  public void close() {
    receiver.stop(0);
    http.close();
  }
}
