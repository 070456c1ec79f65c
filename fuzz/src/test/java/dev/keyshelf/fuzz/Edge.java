package dev.keyshelf.fuzz;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The HTTP functions of template.yaml without stores, and their sample events. */
final class Edge {
  /** The time of the sample events. */
  static final Instant NOW = Instant.parse("2026-11-20T09:10:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("keyshelf.root"));
  static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Edge.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                return switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> 20_000;
                  case "getAwsRequestId" -> "8f5c1d0e-2b7a-4c39-9a6e-d1f0b3c48e27";
                  default -> throw new AssertionError(method.getName());
                };
              });

  private final Map<String, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>>
      handlers = new TreeMap<>();
  private final TreeMap<Integer, String> places = new TreeMap<>();

  /** Creates each function that has a route. */
  Edge() {
    var template = template();
    var wiring = wiring(template);
    for (var function : template.functions()) {
      if (!function.routes().isEmpty()) {
        var name = function.name().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        handlers.put(name, handler(function, wiring));
        places.put(name.hashCode() & 0xFFFF, name);
      }
    }
  }

  private static Template template() {
    return Template.read(ROOT.resolve("template.yaml"));
  }

  /** Returns the wiring of a function without stores. */
  static Wiring wiring() {
    return wiring(template());
  }

  private static Wiring wiring(Template template) {
    return Wiring.of(variables(template), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Map<String, String> variables(Template template) {
    var variables = new HashMap<>(template.globalEnvironment());
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", "none");
    variables.put("AWS_SECRET_ACCESS_KEY", "none");
    return variables;
  }

  @SuppressWarnings("unchecked") // a function with a route has these types
  private static RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler(
      FunctionDeclaration function, Wiring wiring) {
    try {
      return (RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>)
          Class.forName(function.handler())
              .asSubclass(RequestHandler.class)
              .getConstructor(Wiring.class)
              .newInstance(wiring);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(function.handler(), impossible);
    }
  }

  /**
   * Returns the function at one of 65,536 places. A new function takes over some places of one
   * other function, so that most recorded inputs keep their function.
   */
  String functionAt(int place) {
    var next = places.ceilingEntry(place & 0xFFFF);
    return next == null ? places.firstEntry().getValue() : next.getValue();
  }

  /** Returns a place of a function. */
  static int placeOf(String function) {
    return function.hashCode() & 0xFFFF;
  }

  /** Returns the sample event of a function. */
  static ObjectNode event(String function) {
    try {
      return (ObjectNode)
          JSON.readTree(Files.readString(ROOT.resolve("events/" + function + ".json")));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Invokes a function and returns its answer; empty if the function calls a store. */
  Optional<APIGatewayV2HTTPResponse> answer(String function, JsonNode event) {
    var handler = handlers.get(function);
    if (handler == null) {
      throw new IllegalArgumentException("no such function: " + function);
    }
    try {
      return Optional.of(answer(handler, event));
    } catch (NoStore.Reached _) {
      return Optional.empty();
    }
  }

  /** Invokes a handler with an event, which passes through Lambda's serializer. */
  static APIGatewayV2HTTPResponse answer(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler, JsonNode event) {
    var told =
        LambdaEventSerializers.serializerFor(
                APIGatewayV2HTTPEvent.class, Edge.class.getClassLoader())
            .fromJson(new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)));
    return handler.handleRequest(told, CONTEXT);
  }

  /** Fails if the answer is a server error, has an invalid header or an invalid problem. */
  static void mustBeAnswer(APIGatewayV2HTTPResponse answer) {
    var status = answer.getStatusCode();
    if (status < 200 || status >= 500) {
      throw new AssertionError("status %s: %s".formatted(status, answer.getBody()));
    }
    for (var header : answer.getHeaders().entrySet()) {
      if (header.getValue().chars().anyMatch(character -> character < ' ' || character == 127)) {
        throw new AssertionError(
            "the header %s has a control character".formatted(header.getKey()));
      }
    }
    if ("application/problem+json".equals(answer.getHeaders().get("Content-Type"))) {
      mustBeProblem(answer);
    }
  }

  private static void mustBeProblem(APIGatewayV2HTTPResponse answer) {
    try {
      var problem = JSON.readTree(answer.getBody());
      if (problem.path("status").asInt() != answer.getStatusCode()
          || !problem.path("code").asText().matches("[a-z]+(-[a-z]+)*")) {
        throw new AssertionError("not a valid problem: " + answer.getBody());
      }
    } catch (IOException malformed) {
      throw new AssertionError("not JSON: " + answer.getBody(), malformed);
    }
  }
}
