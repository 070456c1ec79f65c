package dev.keyshelf.local.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keyshelf.local.Contract;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * Validates exchanges against the contract: the status, type, body and headers of each answer, and
 * the request if the answer is a success. It remembers which statuses of which operations it met.
 */
final class Conformance {
  static final Conformance OF_THE_PRODUCT =
      new Conformance(
          Contract.of(Settings.defaultTemplate().resolveSibling("docs").resolve("openapi.yaml")));

  /** The gateway's own statuses, on any route, for a request that is too large. */
  private static final Set<Integer> TOO_LARGE = Set.of(413, 431);

  private static final Pattern IN_THE_CONTRACT = Pattern.compile("/(?:v1|d|\\.well-known)(?:/|$)");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Contract contract;
  private final Set<String> met = new ConcurrentSkipListSet<>();

  Conformance(Contract contract) {
    this.contract = contract;
  }

  Contract contract() {
    return contract;
  }

  /** Returns the statuses that were met, such as {@code 404 GET /v1/customers/{customerId}}. */
  Set<String> met() {
    return met;
  }

  /** Returns one line for each fault of an exchange. */
  List<String> faults(Exchange exchange) {
    if (exchange.status() != 404 && !IN_THE_CONTRACT.matcher(exchange.path()).lookingAt()) {
      return List.of(); // The development issuer's and the console's paths are not the API's.
    }
    if (isTheGatewaysOwn(exchange) && TOO_LARGE.contains(exchange.status())) {
      return List.of();
    }
    var faults =
        new ArrayList<>(
            contract.faults(
                exchange.method(),
                exchange.path(),
                exchange.status(),
                Exchange.mediaType(exchange.answered()),
                exchange.body()));
    var operation = contract.operationOf(exchange.method(), exchange.path());
    if (operation.isPresent()) {
      met.add(exchange.status() + " " + operation.get());
      var place = "%s: %s: ".formatted(operation.get(), exchange.status());
      if (!isTheGatewaysOwn(exchange)) {
        faultsOfHeaders(operation.get(), exchange).stream().map(place::concat).forEach(faults::add);
      }
      if (exchange.status() < 400) {
        faultsOfRequest(operation.get(), exchange).stream().map(place::concat).forEach(faults::add);
      }
    }
    return faults;
  }

  private static boolean isTheGatewaysOwn(Exchange exchange) {
    return exchange.status() >= 400
        && Exchange.mediaType(exchange.answered()).equals("application/json");
  }

  private List<String> faultsOfHeaders(String operation, Exchange exchange) {
    var faults = new ArrayList<String>();
    var response =
        contract.resolved(
            contract
                .operation(operation)
                .path("responses")
                .path(Integer.toString(exchange.status())));
    for (var each : response.path("headers").properties()) {
      var header = contract.resolved(each.getValue());
      var value = Exchange.header(exchange.answered(), each.getKey());
      if (value != null) {
        faultsOfText(header.path("schema"), value).stream()
            .map(fault -> "header %s: %s".formatted(each.getKey(), fault))
            .forEach(faults::add);
      } else if (header.path("required").asBoolean()) {
        faults.add("no header " + each.getKey());
      }
    }
    return faults;
  }

  /** Returns the faults of a request that the API accepted although the contract forbids it. */
  private List<String> faultsOfRequest(String operation, Exchange exchange) {
    var faults = new ArrayList<String>();
    var parameters = contract.parameters(operation);
    for (var pair : exchange.query().split("&")) {
      if (!pair.isEmpty() && exchange.path().startsWith("/v1/")) {
        var parts = pair.split("=", 2);
        var name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
        var value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        parameters.stream()
            .filter(each -> each.path("in").asText().equals("query"))
            .filter(each -> each.path("name").asText().equals(name))
            .findFirst()
            .map(each -> faultsOfText(each.path("schema"), value))
            .orElse(List.of("is not documented"))
            .forEach(fault -> faults.add("query parameter %s: %s".formatted(name, fault)));
      }
    }
    for (var parameter : parameters) {
      var name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("header")
          && parameter.path("required").asBoolean()
          && Exchange.header(exchange.asked(), name) == null) {
        faults.add("the request lacks the header " + name);
      }
    }
    faults.addAll(faultsOfSent(operation, exchange));
    return faults;
  }

  private List<String> faultsOfSent(String operation, Exchange exchange) {
    var type = Exchange.mediaType(exchange.asked());
    var content = contract.operation(operation).path("requestBody").path("content");
    if (exchange.sent().length == 0 || content.isEmpty()) {
      return List.of();
    }
    if (!content.has(type)) {
      return List.of("the request's media type '%s' is not documented".formatted(type));
    }
    if (!type.endsWith("json")) {
      return List.of();
    }
    try {
      return contract
          .faultsOf(content.path(type).path("schema"), JSON.readTree(exchange.sent()))
          .stream()
          .map("the request's body: "::concat)
          .toList();
    } catch (IOException notJson) {
      return List.of("the request's body is not JSON");
    }
  }

  /** Validates a text of a header or query as the type that its schema names. */
  private List<String> faultsOfText(JsonNode schema, String text) {
    var asText = contract.faultsOf(schema, JsonNodeFactory.instance.textNode(text));
    if (asText.isEmpty()) {
      return asText;
    }
    try {
      JsonNode value = JSON.readTree(text);
      return value.isNumber() || value.isBoolean() ? contract.faultsOf(schema, value) : asText;
    } catch (JsonProcessingException notJson) {
      return asText;
    }
  }
}
