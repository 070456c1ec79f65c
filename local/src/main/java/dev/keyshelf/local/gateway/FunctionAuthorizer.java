package dev.keyshelf.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Lambda authorizer of an HTTP API, with payload format 2.0 and simple responses. It stores no
 * answers, since a call costs nothing on one machine.
 */
public final class FunctionAuthorizer implements Authorizer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String function;
  private final Invocation invocation;

  /** Makes an authorizer that asks a function. */
  public FunctionAuthorizer(String function, Invocation invocation) {
    this.function = function;
    this.invocation = invocation;
  }

  @Override
  public Verdict authorize(List<String> authorizationHeaders) {
    return authorize(authorizationHeaders, "$default");
  }

  /** Without the header, the gateway answers before it asks the function. */
  @Override
  public Verdict authorize(List<String> authorizationHeaders, String routeKey) {
    var header = String.join(",", authorizationHeaders);
    if (header.isBlank()) {
      return new Verdict.Refused("Bearer");
    }
    var answer = asked(header, routeKey);
    return answer.path("isAuthorized").asBoolean()
        ? new Verdict.Identified(context(answer.path("context")))
        : new Verdict.Forbidden();
  }

  private JsonNode asked(String header, String routeKey) {
    var event = JSON.createObjectNode();
    event.put("version", "2.0");
    event.put("type", "REQUEST");
    event.putArray("identitySource").add(header);
    event.put("routeKey", routeKey);
    event.putObject("headers").put("authorization", header);
    event.putObject("requestContext").put("routeKey", routeKey).put("stage", "$default");
    try {
      return JSON.readTree(invocation.invoke(function, JSON.writeValueAsBytes(event)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> context(JsonNode passed) {
    Map<String, String> context = new LinkedHashMap<>();
    passed.properties().forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
    return context;
  }
}
