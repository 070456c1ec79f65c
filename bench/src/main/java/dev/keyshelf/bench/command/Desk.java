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

/** Tells functions their sample events with other ids and bodies, in this process. */
public final class Desk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST_REFUSAL = 400;

  private final Functions functions;
  private final Path events;

  /**
   * Tells these functions.
   *
   * @param events the folder of the sample events
   */
  public Desk(Functions functions, Path events) {
    this.functions = functions;
    this.events = events;
  }

  /** Gives a function's event for an object that a path names, with a key of its own. */
  public byte[] event(String function, Map<String, String> pathParameters, String body) {
    try {
      var event = (ObjectNode) JSON.readTree(Files.readString(events.resolve(fileOf(function))));
      var parameters = event.putObject("pathParameters");
      pathParameters.forEach(parameters::put);
      if (event.path("rawQueryString").asText().startsWith("from=")) {
        // The sample's range begins on a day of its own.
        event.put("rawQueryString", "").remove("queryStringParameters");
      }
      event.put("body", body).put("isBase64Encoded", false);
      var headers = (ObjectNode) event.path("headers");
      headers.put("accept", "application/json");
      if (headers.has("idempotency-key")) {
        headers.put("idempotency-key", UUID.randomUUID().toString());
      } else {
        // A program that starts a download sends no form.
        headers.remove("content-type");
      }
      return JSON.writeValueAsBytes(event);
    } catch (IOException failed) {
      throw new UncheckedIOException(function, failed);
    }
  }

  private static String fileOf(String function) {
    return function.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".json";
  }

  /** Invokes a function; an answer that refuses ends the measurement. */
  public JsonNode invoke(String function, byte[] event) {
    return read(function, send(function, event));
  }

  /** Invokes a function, and leaves its answer as it came: whoever measures reads it afterwards. */
  public byte[] send(String function, byte[] event) {
    return functions.invoke(function, event);
  }

  /** Reads what a function answered; an answer that refuses ends the measurement. */
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
