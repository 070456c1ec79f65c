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
 * A sample event of {@code events/}, unchanged or with changes. A test sends it to a handler as
 * Lambda does: event and answer pass through AWS's own serializer.
 */
public final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AMPLE_MILLIS = 20_000;

  /** The id of each invocation by {@link #to}. */
  public static final String INVOCATION = "8f5c1d0e-2b7a-4c39-9a6e-d1f0b3c48e27";

  private final ObjectNode event;
  private final int millisLeft;

  private Events(ObjectNode event, int millisLeft) {
    this.event = event;
    this.millisLeft = millisLeft;
  }

  /** Reads the event with a name, such as {@code place-order}. */
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

  /** Returns a copy from a user with these roles instead. */
  public Events from(String... roles) {
    var copy = copy();
    at(copy.event, "requestContext", "authorizer", "jwt", "claims")
        .put("roles", "[" + String.join(" ", roles) + "]");
    return copy;
  }

  /** Returns a copy from a user of another partner. */
  public Events ofPartner(String partner) {
    var copy = copy();
    at(copy.event, "requestContext", "authorizer", "jwt", "claims").put("partner_id", partner);
    return copy;
  }

  /** Returns a copy with another text for a variable of the path. */
  public Events withVariable(String name, String value) {
    var copy = copy();
    at(copy.event, "pathParameters").put(name, value);
    copy.writePath();
    return copy;
  }

  /** Returns a copy with another value in the event's {@code detail}. */
  public Events withDetail(String name, String value) {
    var copy = copy();
    at(copy.event, "detail").put(name, value);
    return copy;
  }

  /** Returns a copy on another route of the same function. */
  public Events onRoute(String route) {
    var copy = copy();
    copy.event.put("routeKey", route);
    at(copy.event, "requestContext").put("routeKey", route);
    at(copy.event, "requestContext", "http").put("method", route.split(" ")[0]);
    copy.writePath();
    return copy;
  }

  /** Sets the path from the route and its variables, since it is part of the request. */
  private void writePath() {
    var path = event.get("routeKey").textValue().split(" ")[1];
    for (var variable : at(event, "pathParameters").properties()) {
      path = path.replace("{" + variable.getKey() + "}", variable.getValue().textValue());
    }
    event.put("rawPath", path);
    at(event, "requestContext", "http").put("path", path);
  }

  /** Returns a copy with another query. */
  public Events withQuery(String query) {
    var copy = copy();
    copy.event.put("rawQueryString", query);
    return copy;
  }

  /** Returns a copy in which a header has this value. An empty value removes the header. */
  public Events withHeader(String name, String value) {
    var copy = copy();
    if (value.isEmpty()) {
      at(copy.event, "headers").remove(name);
    } else {
      at(copy.event, "headers").put(name, value);
    }
    return copy;
  }

  /** Returns a copy that was sent by a program with this user agent. */
  public Events withUserAgent(String name) {
    var copy = withHeader("user-agent", name);
    at(copy.event, "requestContext", "http").put("userAgent", name);
    return copy;
  }

  /** Returns a copy under another request id. */
  public Events withRequestId(String id) {
    var copy = copy();
    at(copy.event, "requestContext").put("requestId", id);
    return copy;
  }

  /** Returns a copy with cookies, each as {@code name=value}. */
  public Events withCookies(String... cookies) {
    var copy = copy();
    var list = copy.event.putArray("cookies");
    for (var cookie : cookies) {
      list.add(cookie);
    }
    return copy;
  }

  /** Returns a copy as another command, under a new idempotency key. */
  public Events again() {
    return withHeader("idempotency-key", UUID.randomUUID().toString());
  }

  /** Returns the body. */
  public String body() {
    return event.path("body").asText();
  }

  /** Returns a copy with another body. */
  public Events withBody(String body) {
    var copy = copy();
    copy.event.put("body", body).put("isBase64Encoded", false);
    return copy;
  }

  /** Returns a copy about an object under another key of the bucket. */
  public Events aboutObject(String key) {
    var copy = copy();
    ((ObjectNode) copy.event.at("/Records/0/s3/object")).put("key", key);
    return copy;
  }

  /** Returns a copy of this event of EventBridge, about an object under another key. */
  public Events seenObject(String key) {
    var copy = copy();
    // The embedded S3 has no versions.
    at(copy.event, "detail", "object").put("key", key).remove("version-id");
    return copy;
  }

  /** Returns a copy about an object of a bucket without versions, as the embedded one is. */
  public Events withoutVersion() {
    var copy = copy();
    ((ObjectNode) copy.event.at("/Records/0/s3/object")).remove("versionId");
    return copy;
  }

  /** Returns a copy about an object that was dropped at another instant. */
  public Events droppedAt(Instant instant) {
    var copy = copy();
    ((ObjectNode) copy.event.at("/Records/0")).put("eventTime", instant.toString());
    return copy;
  }

  /** Returns a copy for a function that has this much time left. */
  public Events withTimeLeft(Duration left) {
    return new Events(event.deepCopy(), Math.toIntExact(left.toMillis()));
  }

  /**
   * Sends this event to a handler. The types are parameters, since the testkit depends on neither
   * of their libraries.
   *
   * @param event the handler's event type
   * @param context Lambda's context type
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

  /** Returns a context that knows the remaining time and its id. Other calls fail, as a check. */
  private <C> C context(Class<C> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              if (method.getName().equals("getRemainingTimeInMillis")) {
                return millisLeft;
              }
              if (method.getName().equals("getAwsRequestId")) {
                return INVOCATION;
              }
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  /** Returns a copy with another text instead of each of this one, anywhere in its JSON. */
  public Events replacing(String written, String other) {
    try {
      var text = event.toString();
      return new Events((ObjectNode) JSON.readTree(text.replace(written, other)), millisLeft);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
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

  /** The answer of a function, as Lambda passes it on. */
  public record Reply(JsonNode answer) {
    /** Returns the status of an HTTP answer. */
    public int status() {
      return answer.path("statusCode").asInt();
    }

    /** Returns a header of an HTTP answer, or an empty text if it does not have it. */
    public String header(String name) {
      return answer.path("headers").path(name).asText();
    }

    /** Returns the body of an HTTP answer. */
    public String text() {
      return answer.path("body").asText();
    }

    /** Returns the text at a JSON pointer into the body, or an empty text if there is none. */
    public String at(String pointer) {
      return json().at(pointer).asText();
    }

    /** Returns the JSON body of an HTTP answer. */
    public JsonNode json() {
      try {
        return JSON.readTree(text());
      } catch (JsonProcessingException malformed) {
        throw new UncheckedIOException(malformed);
      }
    }

    /** Returns status and stable code, such as {@code 404 not-found}. */
    public String refusal() {
      return status() + " " + at("/code");
    }
  }
}
