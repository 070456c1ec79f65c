package dev.keyshelf.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.machine.OneMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * An agent of a partner, and the users of its download links. It calls the API from any number of
 * threads. An unexpected answer ends the measurement.
 */
public final class Agent implements AutoCloseable {
  /** The most lines that an order can have. */
  public static final int MOST_LINES = 25;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CREATED = 201;

  private final OneMachine machine;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String token;

  /** Creates an agent of the samples' first partner, with a role that can buy and reveal. */
  public Agent(OneMachine machine) {
    this(machine, "partner-a");
  }

  /** Creates an agent of a partner. */
  public Agent(OneMachine machine, String partner) {
    this.machine = machine;
    this.token = machine.tokenFor(partner, "bench@%s.example".formatted(partner), "AdminAgent");
  }

  /** Creates a customer in the US and returns its path. */
  public String customer() {
    var guid = UUID.randomUUID();
    var customer =
        """
        {"companyName": "Customer", "tenantId": "%s", "domain": "c%s.example", "market": "US"}
        """
            .formatted(guid, guid);
    return location(command("/v1/customers", customer, CREATED));
  }

  /** Writes the body of an order with this number of equal lines. */
  public static String lines(String sku, int quantity, int lines) {
    var line = "{\"skuId\": \"%s\", \"quantity\": %s}".formatted(sku, quantity);
    return "{\"lines\": [" + String.join(",", Collections.nCopies(lines, line)) + "]}";
  }

  /** Places an order and returns its path. */
  public String order(String customer, String lines) {
    return location(command(customer + "/orders", lines, CREATED));
  }

  /**
   * Buys single licences of a SKU, in orders that are as long as possible.
   *
   * @return the paths of the purchased software
   */
  public List<String> software(String customer, String sku, int count) {
    return IntStream.iterate(0, from -> from < count, from -> from + MOST_LINES)
        .mapToObj(from -> Math.min(count - from, MOST_LINES))
        .flatMap(
            lines -> {
              var order = order(customer, lines(sku, 1, lines));
              var id = order.substring(order.lastIndexOf('/') + 1);
              return IntStream.rangeClosed(1, lines)
                  .mapToObj(line -> "%s/software/%s-%s".formatted(customer, id, line));
            })
        .toList();
  }

  /** Reveals the keys of a purchase. The first call issues them. */
  public void reveal(String software) {
    command(software + "/keys", "", 200);
  }

  /** Returns the last five characters of the first key of a purchase. */
  public String lastFive(String software) {
    var keys = request(software + "/keys").header("Authorization", "Bearer " + token);
    return json(answer(keys, 200)).findPath("lastFive").asText();
  }

  /** Quotes the cancellation of an order and returns the quote's id. */
  public String quote(String order) {
    var quote = request(order + "/cancellation").header("Authorization", "Bearer " + token);
    return json(answer(quote, 200)).path("quoteId").asText();
  }

  /** Cancels an order by a quote. */
  public void cancel(String order, String quoteId) {
    var consent =
        """
        {"quoteId": "%s", "reasonCode": "OTHER", "acknowledged": true}
        """
            .formatted(quoteId);
    command(order + "/cancellation", consent, 200);
  }

  /** Creates a download link to the samples' file and returns its path. */
  public String link(String software) {
    var file = "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";
    var url = json(command(software + "/links", file, CREATED)).path("url").asText();
    return url.substring(machine.baseUrl().toString().length());
  }

  /** Starts a download as a program does, and returns the path of its session. */
  public String start(String link) {
    var start = request(link).header("Accept", "application/json").POST(BodyPublishers.noBody());
    return json(answer(start, 200)).path("session").asText();
  }

  /** Gets the file's URL from a download's session, but not the file. */
  public void resume(String session) {
    answer(request(session), 307);
  }

  private HttpResponse<String> command(String path, String json, int expected) {
    return answer(
        request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(json)),
        expected);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(machine.baseUrl().resolve(path));
  }

  private HttpResponse<String> answer(HttpRequest.Builder builder, int expected) {
    var request = builder.build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != expected) {
        throw new IllegalStateException(
            request.uri() + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer;
    } catch (IOException failed) {
      throw new UncheckedIOException(request.uri().toString(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElseThrow();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(answer.uri().toString(), notJson);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
