package dev.keyshelf.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A situation with a request, ordinary except for the values that a test sets. */
final class Requests {
  static final Instant NOON = Instant.parse("2020-06-01T12:00:00Z");

  private Requests() {}

  static Request withBody(String json) {
    return withBody(json.getBytes(StandardCharsets.UTF_8));
  }

  static Request withBody(byte[] body) {
    return request(Map.of("content-type", "application/json"), body, Map.of(), Map.of());
  }

  static Request withBody(byte[] body, Map<String, String> headers) {
    return request(headers, body, Map.of(), Map.of());
  }

  static Request aGet(String header, String value) {
    return request("GET", Map.of(header, value), new byte[0], Map.of(), Map.of());
  }

  static Request withBody(String method, String mediaType, String json) {
    return request(
        method,
        Map.of("content-type", mediaType),
        json.getBytes(StandardCharsets.UTF_8),
        Map.of(),
        Map.of());
  }

  static Request withHeader(String name, String value) {
    return request(Map.of(name, value), new byte[0], Map.of(), Map.of());
  }

  static Request withQuery(Map<String, List<String>> query) {
    return request(Map.of(), new byte[0], Map.of(), query);
  }

  static Request withClaims(Map<String, String> claims, Map<String, String> headers) {
    return request(headers, new byte[0], claims, Map.of());
  }

  static Request withClaims(Map<String, String> claims) {
    return request(Map.of(), new byte[0], claims, Map.of());
  }

  private static Request request(
      Map<String, String> headers,
      byte[] body,
      Map<String, String> claims,
      Map<String, List<String>> query) {
    return request("POST", headers, body, claims, query);
  }

  private static Request request(
      String method,
      Map<String, String> headers,
      byte[] body,
      Map<String, String> claims,
      Map<String, List<String>> query) {
    return new Request(
        method,
        "POST /v1/things/{thingId}",
        "/v1/things/7",
        Map.of("thingId", "7"),
        new TreeMap<>(query),
        headers,
        body,
        claims,
        "api.keyshelf.example",
        "203.0.113.7",
        "curl/8.0",
        "request-1",
        NOON);
  }
}
