package dev.keyshelf.testkit;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * A sample event of {@code events/}, as it is or changed in one place, told to a handler as Lambda
 * tells it: event and answer pass through AWS's own serializer.
 */
public final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AMPLE_MILLIS = 20_000;

  private final ObjectNode event;
  private final int millisLeft;

  private Events(ObjectNode event, int millisLeft) {
    this.event = event;
    this.millisLeft = millisLeft;
  }

  /** Reads the event with a name: {@code place-order}. */
  public static Events of(String name) {
    var root = System.getProperty("keyshelf.root");
    if (root == null) {
      throw new IllegalStateException("set -Dkeyshelf.root to the folder that holds events/");
    }
    try {
      var text = Files.readString(Path.of(root, "events", name + ".json"));
      return new Events((ObjectNode) JSON.readTree(text), AMPLE_MILLIS);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Gives this from a user with these roles instead. */
  public Events from(String... roles) {
    var copy = copy();
    at(copy.event, "requestContext", "authorizer", "jwt", "claims")
        .put("roles", "[" + String.join(" ", roles) + "]");
    return copy;
  }

  /** Gives this from a user of another partner. */
  public Events ofPartner(String partner) {
    var copy = copy();
    at(copy.event, "requestContext", "authorizer", "jwt", "claims").put("partner_id", partner);
    return copy;
  }

  /** Gives this with another text for a variable of the path. */
  public Events withVariable(String name, String value) {
    var copy = copy();
    at(copy.event, "pathParameters").put(name, value);
    copy.writePath();
    return copy;
  }

  /** Gives this with another text in what a schedule's event, or who invokes it, names. */
  public Events withDetail(String name, String value) {
    var copy = copy();
    at(copy.event, "detail").put(name, value);
    return copy;
  }

  /** Gives this on another route of the same function. */
  public Events onRoute(String route) {
    var copy = copy();
    copy.event.put("routeKey", route);
    at(copy.event, "requestContext").put("routeKey", route);
    at(copy.event, "requestContext", "http").put("method", route.split(" ")[0]);
    copy.writePath();
    return copy;
  }

  /** Keeps the path to what route and variables say: it is part of what a request is. */
  private void writePath() {
    var path = event.get("routeKey").textValue().split(" ")[1];
    for (var variable : at(event, "pathParameters").properties()) {
      path = path.replace("{" + variable.getKey() + "}", variable.getValue().textValue());
    }
    event.put("rawPath", path);
    at(event, "requestContext", "http").put("path", path);
  }

  /** Gives this with another query. */
  public Events withQuery(String query) {
    var copy = copy();
    copy.event.put("rawQueryString", query);
    return copy;
  }

  /** Gives this with one header more, or another value of it; an empty value leaves it out. */
  public Events withHeader(String name, String value) {
    var copy = copy();
    if (value.isEmpty()) {
      at(copy.event, "headers").remove(name);
    } else {
      at(copy.event, "headers").put(name, value);
    }
    return copy;
  }

  /** Gives this sent by a program that names itself so. */
  public Events withUserAgent(String name) {
    var copy = withHeader("user-agent", name);
    at(copy.event, "requestContext", "http").put("userAgent", name);
    return copy;
  }

  /** Gives this under another request id. */
  public Events withRequestId(String id) {
    var copy = copy();
    at(copy.event, "requestContext").put("requestId", id);
    return copy;
  }

  /** Gives this with cookies, each as {@code name=value}. */
  public Events withCookies(String... cookies) {
    var copy = copy();
    var list = copy.event.putArray("cookies");
    for (var cookie : cookies) {
      list.add(cookie);
    }
    return copy;
  }

  /** Gives this as another command: under an idempotency key that nobody used. */
  public Events again() {
    return withHeader("idempotency-key", UUID.randomUUID().toString());
  }

  /** Gives the body as it is. */
  public String body() {
    return event.path("body").asText();
  }

  /** Gives this with another body. */
  public Events withBody(String body) {
    var copy = copy();
    copy.event.put("body", body).put("isBase64Encoded", false);
    return copy;
  }

  /** Gives this told about an object under another key of the bucket. */
  public Events aboutObject(String key) {
    var copy = copy();
    ((ObjectNode) copy.event.at("/Records/0/s3/object")).put("key", key);
    return copy;
  }

  /** Gives this, which is EventBridge's, told about an object under another key. */
  public Events seenObject(String key) {
    var copy = copy();
    at(copy.event, "detail", "object").put("key", key);
    return copy;
  }

  /** Gives this told about an object that was dropped at another instant. */
  public Events droppedAt(Instant instant) {
    var copy = copy();
    ((ObjectNode) copy.event.at("/Records/0")).put("eventTime", instant.toString());
    return copy;
  }

  /** Gives this to a function that has so much time left. */
  public Events withTimeLeft(Duration left) {
    return new Events(event.deepCopy(), Math.toIntExact(left.toMillis()));
  }

  /**
   * Tells a handler of this.
   *
   * @param event the handler's event type, and {@code context} Lambda's context: the testkit knows
   *     neither library
   */
  public <E, C> Reply to(BiFunction<E, C, ?> handler, Class<E> event, Class<C> context) {
    var loader = Events.class.getClassLoader();
    var json = this.event.toString().getBytes(StandardCharsets.UTF_8);
    var told =
        LambdaEventSerializers.serializerFor(event, loader)
            .fromJson(new ByteArrayInputStream(json));
    return new Reply(written(handler.apply(told, context(context)), loader));
  }

  private static JsonNode written(Object answer, ClassLoader loader) {
    if (!LambdaEventSerializers.isLambdaSupportedEvent(answer.getClass().getName())) {
      return JSON.valueToTree(answer);
    }
    var bytes = new ByteArrayOutputStream();
    write(answer, answer.getClass(), loader, bytes);
    try {
      return JSON.readTree(bytes.toByteArray());
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static <T> void write(
      Object answer, Class<T> type, ClassLoader loader, ByteArrayOutputStream bytes) {
    LambdaEventSerializers.serializerFor(type, loader).toJson(type.cast(answer), bytes);
  }

  /** A context that tells the time left, and nothing that our functions should ask for. */
  private <C> C context(Class<C> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              if (method.getName().equals("getRemainingTimeInMillis")) {
                return millisLeft;
              }
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  private Events copy() {
    return new Events(event.deepCopy(), millisLeft);
  }

  private static ObjectNode at(ObjectNode node, String... path) {
    var found = node;
    for (var name : path) {
      found = found.withObjectProperty(name);
    }
    return found;
  }

  /** What a function answered, as Lambda hands it on. */
  public record Reply(JsonNode answer) {
    /** Gives the status of an HTTP answer. */
    public int status() {
      return answer.path("statusCode").asInt();
    }

    /** Gives a header of an HTTP answer; empty when it has none of that name. */
    public String header(String name) {
      return answer.path("headers").path(name).asText();
    }

    /** Gives the body of an HTTP answer as it is. */
    public String text() {
      return answer.path("body").asText();
    }

    /** Gives a text of the JSON body by its pointer; empty when nothing is there. */
    public String at(String pointer) {
      return json().at(pointer).asText();
    }

    /** Gives the JSON body of an HTTP answer. */
    public JsonNode json() {
      try {
        return JSON.readTree(text());
      } catch (JsonProcessingException malformed) {
        throw new UncheckedIOException(malformed);
      }
    }

    /** Gives status and stable code, as in {@code 404 not-found}. */
    public String refusal() {
      return status() + " " + at("/code");
    }
  }
}
