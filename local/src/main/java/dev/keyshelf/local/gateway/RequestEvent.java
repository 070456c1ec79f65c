package dev.keyshelf.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes events of an HTTP API in payload format 2.0. */
final class RequestEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String domainName;

  /**
   * @param domainName the gateway's own host and port. A request's Host header is not used, so that
   *     a client cannot make links lead to another host
   */
  RequestEvent(String domainName) {
    this.domainName = domainName;
  }

  /**
   * @param verdict what the authorizer found; null on a route without an authorizer
   */
  byte[] write(
      IncomingRequest request,
      RouteTable.Match route,
      String requestId,
      @Nullable Verdict verdict,
      Instant now) {
    var event = JSON.createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", route.key());
    event.put("rawPath", request.rawPath());
    event.put("rawQueryString", request.rawQuery() == null ? "" : request.rawQuery());
    putCookies(event, request);
    putHeaders(event, request, now);
    putAll(event, "queryStringParameters", query(request.rawQuery()));
    event.set("requestContext", context(request, route, requestId, verdict, now));
    putAll(event, "pathParameters", route.variables());
    putBody(event, request);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode context(
      IncomingRequest request,
      RouteTable.Match route,
      String requestId,
      @Nullable Verdict verdict,
      Instant now) {
    var context = JSON.createObjectNode();
    context.put("accountId", "000000000000");
    context.put("apiId", "localhost");
    if (verdict instanceof Verdict.Admitted(var claims)) {
      var jwt = context.putObject("authorizer").putObject("jwt");
      putAll(jwt, "claims", Claims.flatten(claims));
      jwt.putNull("scopes");
    }
    if (verdict instanceof Verdict.Identified(var passed)) {
      putAll(context.putObject("authorizer"), "lambda", passed);
    }
    context.put("domainName", domainName);
    context.put("domainPrefix", "localhost");
    var http = context.putObject("http");
    http.put("method", request.method());
    http.put("path", request.rawPath());
    http.put("protocol", request.protocol());
    http.put("sourceIp", request.sourceIp());
    http.put("userAgent", String.join(",", request.header("user-agent")));
    context.put("requestId", requestId);
    context.put("routeKey", route.key());
    context.put("stage", "$default");
    context.put("time", TIME.format(now));
    context.put("timeEpoch", now.toEpochMilli());
    return context;
  }

  /** Cookies have their own field and are not among the headers. */
  private static void putCookies(ObjectNode event, IncomingRequest request) {
    List<String> cookies = new ArrayList<>();
    for (var header : request.header("cookie")) {
      for (var cookie : header.split(";", -1)) {
        if (!cookie.isBlank()) {
          cookies.add(cookie.strip());
        }
      }
    }
    if (!cookies.isEmpty()) {
      var array = event.putArray("cookies");
      cookies.forEach(array::add);
    }
  }

  private void putHeaders(ObjectNode event, IncomingRequest request, Instant now) {
    var headers = event.putObject("headers");
    request.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.remove("cookie");
    var forwarded = String.join(",", request.header("x-forwarded-for"));
    headers.put(
        "x-forwarded-for",
        forwarded.isEmpty() ? request.sourceIp() : forwarded + ", " + request.sourceIp());
    headers.put("x-forwarded-port", domainName.substring(domainName.indexOf(':') + 1));
    headers.put("x-forwarded-proto", "http");
    headers.put(
        "x-amzn-trace-id",
        "Root=1-%08x-%024x".formatted(now.getEpochSecond(), System.nanoTime() & Long.MAX_VALUE));
  }

  private static Map<String, String> query(@Nullable String rawQuery) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (rawQuery == null || rawQuery.isEmpty()) {
      return parameters;
    }
    for (var pair : rawQuery.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!pair.isEmpty()) {
        parameters.merge(decoded(name), decoded(value), (first, next) -> first + "," + next);
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void putAll(ObjectNode node, String field, Map<String, String> values) {
    if (!values.isEmpty()) {
      var object = node.putObject(field);
      values.forEach(object::put);
    }
  }

  private static void putBody(ObjectNode event, IncomingRequest request) {
    if (request.body().length == 0) {
      event.put("isBase64Encoded", false);
      return;
    }
    Optional<String> text =
        isText(String.join(",", request.header("content-type")))
            ? asUtf8(request.body())
            : Optional.empty();
    event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(request.body())));
    event.put("isBase64Encoded", text.isEmpty());
  }

  /** Returns whether an HTTP API passes such a body as text. It encodes form bodies in base64. */
  static boolean isText(String contentType) {
    var type = contentType.split("[;,]", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.endsWith("+json")
        || List.of("application/json", "application/javascript", "application/xml").contains(type);
  }

  private static Optional<String> asUtf8(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
