package dev.keyshelf.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.Contract;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A request made from an operation's examples in {@code docs/openapi.yaml}. It is well formed, but
 * names things that do not exist.
 *
 * @param target the path and the query
 * @param type the media type of the body; empty if there is no body
 */
record Sample(String method, String target, String type, String body, List<String> headers) {
  static Sample of(Contract contract, String operation) {
    var words = operation.split(" ", 2);
    var path = words[1];
    var query = new ArrayList<String>();
    var headers = new ArrayList<String>();
    for (var parameter : contract.parameters(operation)) {
      var name = parameter.path("name").asText();
      var required = parameter.path("required").asBoolean();
      switch (parameter.path("in").asText()) {
        case "path" -> {
          var value = encoded(example(operation, parameter));
          // A greedy variable may have several segments.
          var segments = name.endsWith("+") ? value.replace("%2F", "/") : value;
          path = path.replace("{" + name + "}", segments);
        }
        case "query" -> {
          if (required) {
            query.add(name + "=" + encoded(example(operation, parameter)));
          }
        }
        case "header" -> {
          if (name.equals("Idempotency-Key")) {
            headers.addAll(List.of(name, UUID.randomUUID().toString()));
          }
        }
        default -> throw new IllegalArgumentException(operation + ": " + parameter);
      }
    }
    var body = contract.operation(operation).at("/requestBody/content/application~1json/example");
    return new Sample(
        words[0],
        path + (query.isEmpty() ? "" : "?" + String.join("&", query)),
        body.isMissingNode() ? "" : "application/json",
        body.isMissingNode() ? "" : body.toString(),
        List.copyOf(headers));
  }

  private static String example(String operation, JsonNode parameter) {
    var example = parameter.path("example");
    if (example.isMissingNode()) {
      throw new AssertionError(
          "%s needs an example of its parameter %s".formatted(operation, parameter.path("name")));
    }
    return example.asText();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Returns this request with one more parameter in its query. */
  Sample asking(String pair) {
    return new Sample(
        method, target + (target.contains("?") ? "&" : "?") + pair, type, body, headers);
  }

  Sample with(String otherType, String otherBody) {
    return new Sample(method, target, otherType, otherBody, headers);
  }

  Sample withoutKey() {
    return new Sample(method, target, type, body, List.of());
  }

  /** Sends this request with more headers. */
  Answer sentBy(Client client, String... more) {
    var all = new ArrayList<>(headers);
    if (!type.isEmpty()) {
      all.addAll(List.of("Content-Type", type));
    }
    all.addAll(List.of(more));
    return client.send(
        method, target, body.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
  }
}
