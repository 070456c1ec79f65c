package dev.keyshelf.api;

import dev.keyshelf.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A situation with a call of a partner's user, ordinary except for the values that a test sets. */
record Calls(
    String path,
    Map<String, String> variables,
    Map<String, List<String>> query,
    Map<String, String> headers,
    String body,
    String partner,
    String roles) {
  static final Instant NOON = Instant.parse("2020-06-01T12:00:00Z");

  static Calls aCall() {
    return new Calls(
        "/v1/customers/c/orders",
        Map.of(),
        Map.of(),
        Map.of("idempotency-key", "k-1"),
        "{}",
        "contoso",
        "[AdminAgent]");
  }

  Calls at(String otherPath) {
    return new Calls(otherPath, variables, query, headers, body, partner, roles);
  }

  Calls with(String variable, String value) {
    return new Calls(path, Map.of(variable, value), query, headers, body, partner, roles);
  }

  Calls asking(String name, String value) {
    return new Calls(path, variables, Map.of(name, List.of(value)), headers, body, partner, roles);
  }

  Calls withKey(String key) {
    return new Calls(path, variables, query, Map.of("idempotency-key", key), body, partner, roles);
  }

  Calls accepting(String mediaType) {
    return new Calls(path, variables, query, Map.of("accept", mediaType), body, partner, roles);
  }

  Calls withoutKey() {
    return new Calls(path, variables, query, Map.of(), body, partner, roles);
  }

  Calls sending(String otherBody) {
    return new Calls(path, variables, query, headers, otherBody, partner, roles);
  }

  Calls sendingJson(String otherBody) {
    var json = Map.of("content-type", "application/json");
    return new Calls(path, variables, query, json, otherBody, partner, roles);
  }

  Calls by(String otherPartner) {
    return new Calls(path, variables, query, headers, body, otherPartner, roles);
  }

  Calls inRoles(String otherRoles) {
    return new Calls(path, variables, query, headers, body, partner, otherRoles);
  }

  Request request() {
    return new Request(
        "POST",
        "POST /v1/customers/{customerId}/orders",
        path,
        variables,
        query,
        headers,
        body.getBytes(StandardCharsets.UTF_8),
        Map.of("partner_id", partner, "sub", "ann", "roles", roles),
        "api.keyshelf.example",
        "203.0.113.7",
        "curl/8.0",
        "request-1",
        NOON);
  }

  Call call() {
    return Call.of(request());
  }
}
