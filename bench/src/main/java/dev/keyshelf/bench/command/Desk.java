package dev.keyshelf.bench.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.function.Functions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Invokes functions in this process with their sample events, for other ids and bodies. */
public final class Desk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST_REFUSAL = 400;

  private final Functions functions;
  private final Path events;

  /**
   * Creates a desk for these functions.
   *
   * @param events the folder of the sample events
   */
  public Desk(Functions functions, Path events) {
    this.functions = functions;
    this.events = events;
  }

  /**
   * Returns a function's event with these path parameters, a new request id and a new idempotency
   * key.
   */
  public byte[] event(String function, Map<String, String> pathParameters, String body) {
    try {
      var event = (ObjectNode) JSON.readTree(Files.readString(events.resolve(fileOf(function))));
      var parameters = event.putObject("pathParameters");
      pathParameters.forEach(parameters::put);
      if (event.path("rawQueryString").asText().startsWith("from=")) {
        // The sample's range is of another time.
        event.put("rawQueryString", "").remove("queryStringParameters");
      }
      event.put("body", body).put("isBase64Encoded", false);
      // A program's download has the id of its request: the same request again would start nothing.
      ((ObjectNode) event.path("requestContext")).put("requestId", UUID.randomUUID().toString());
      var headers = (ObjectNode) event.path("headers");
      headers.put("accept", "application/json");
      if (headers.has("idempotency-key")) {
        headers.put("idempotency-key", UUID.randomUUID().toString());
      } else {
        // A program starts a download without a form.
        headers.remove("content-type");
      }
      return JSON.writeValueAsBytes(event);
    } catch (IOException failed) {
      throw new UncheckedIOException(function, failed);
    }
  }

  /**
   * Returns the event of a list that names no objects in its path.
   *
   * @param path the route's path, such as {@code /v1/orders}
   * @param query its query, such as {@code limit=10}; needs no escaping
   */
  public byte[] list(String function, String path, String query) {
    return read(function, path, path, Map.of(), query);
  }

  /**
   * Returns the event of a read of one price list.
   *
   * @param path the path before the list's id
   */
  public byte[] priceList(String function, String path, String id) {
    return read(function, path + "/{priceListId}", path + "/" + id, Map.of("priceListId", id), "");
  }

  /**
   * Returns the event of a read of a month.
   *
   * @param path the path before the month, such as {@code /v1/statements/}
   */
  public byte[] month(String function, String path, String month, String query) {
    return read(function, path + "{month}", path + month, Map.of("month", month), query);
  }

  private byte[] read(
      String function, String route, String path, Map<String, String> inPath, String query) {
    try {
      var event = (ObjectNode) JSON.readTree(event(function, Map.of(), ""));
      event.put("routeKey", "GET " + route).put("rawPath", path).put("rawQueryString", query);
      var ids = event.putObject("pathParameters");
      inPath.forEach(ids::put);
      var parameters = event.putObject("queryStringParameters");
      for (var each : query.isEmpty() ? new String[0] : query.split("&")) {
        var parts = each.split("=", 2);
        parameters.put(parts[0], parts[1]);
      }
      var context = (ObjectNode) event.path("requestContext");
      context.put("routeKey", "GET " + route);
      ((ObjectNode) context.path("http")).put("path", path);
      return JSON.writeValueAsBytes(event);
    } catch (IOException failed) {
      throw new UncheckedIOException(function, failed);
    }
  }

  private static String fileOf(String function) {
    return function.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".json";
  }

  /**
   * Invokes a function and parses its answer.
   *
   * @throws IllegalStateException if it refuses
   */
  public JsonNode invoke(String function, byte[] event) {
    return read(function, send(function, event));
  }

  /** Invokes a function and returns the raw answer, so that parsing it is not measured. */
  public byte[] send(String function, byte[] event) {
    return functions.invoke(function, event);
  }

  /**
   * Parses a function's answer.
   *
   * @throws IllegalStateException if it refuses
   */
  JsonNode read(String function, byte[] answered) {
    try {
      var answer = JSON.readTree(answered);
      if (answer.path("statusCode").asInt() >= FIRST_REFUSAL) {
        throw new IllegalStateException(function + ": " + answer);
      }
      return answer;
    } catch (IOException failed) {
      throw new UncheckedIOException(function, failed);
    }
  }
}
