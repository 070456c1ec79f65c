package dev.keyshelf.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Converts events of API Gateway's payload format 2.0 to requests, and answers to responses. */
final class Events {
  private static final String SET_COOKIE = "Set-Cookie";

  private Events() {}

  static Request request(APIGatewayV2HTTPEvent event, Instant receivedAt) {
    var context =
        Objects.requireNonNull(event.getRequestContext(), "the event is not from an HTTP API");
    var http = Objects.requireNonNull(context.getHttp(), "the event is not from an HTTP API");
    var headers = headers(event);
    var sourceIp = Cdn.clientOf(headers, map(event.getStageVariables()), text(http.getSourceIp()));
    headers.remove(Cdn.HEADER);
    return new Request(
        http.getMethod(),
        text(event.getRouteKey()),
        text(event.getRawPath()),
        map(event.getPathParameters()),
        query(text(event.getRawQueryString())),
        headers,
        body(event),
        claims(context),
        identity(context),
        text(context.getDomainName()),
        sourceIp,
        Legible.masked(text(http.getUserAgent())),
        RequestId.ofClient(headers).orElseGet(() -> gatewayId(event)),
        TraceContext.of(headers),
        receivedAt);
  }

  /** Returns the id under which the gateway's access log has the request. */
  static String gatewayId(APIGatewayV2HTTPEvent event) {
    return text(event.getRequestContext().getRequestId());
  }

  /** Tells whether the stage answers only what comes by the CDN, and this event does not. */
  static boolean isRefused(APIGatewayV2HTTPEvent event) {
    return Cdn.refuses(headers(event), map(event.getStageVariables()));
  }

  static APIGatewayV2HTTPResponse response(Answer answer) {
    var headers = new LinkedHashMap<>(answer.headers());
    // Format 2.0 has a separate field for cookies, in both directions.
    var cookie = headers.remove(SET_COOKIE);
    if (answer.status() != 304 && answer.status() != 204) {
      headers.put("Content-Type", answer.mediaType());
    }
    headers.put("X-Content-Type-Options", "nosniff");
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(answer.status())
        .withHeaders(headers)
        .withCookies(cookie == null ? List.of() : List.of(cookie))
        .withBody(answer.body())
        .withIsBase64Encoded(answer.inBase64())
        .build();
  }

  private static byte[] body(APIGatewayV2HTTPEvent event) {
    var body = event.getBody();
    if (body == null) {
      return new byte[0];
    }
    return event.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> claims(APIGatewayV2HTTPEvent.RequestContext context) {
    var authorizer = context.getAuthorizer();
    var jwt = authorizer == null ? null : authorizer.getJwt();
    return jwt == null ? Map.of() : map(jwt.getClaims());
  }

  /** Returns the texts of the Lambda authorizer's context. It passes nothing else. */
  private static Map<String, String> identity(APIGatewayV2HTTPEvent.RequestContext context) {
    var authorizer = context.getAuthorizer();
    var passed = authorizer == null ? null : authorizer.getLambda();
    Map<String, String> identity = new TreeMap<>();
    if (passed != null) {
      passed.forEach(
          (name, value) -> {
            if (value instanceof String text) {
              identity.put(name, text);
            }
          });
    }
    return identity;
  }

  private static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> query = new TreeMap<>();
    for (var pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        query.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      // Kept undecoded. It matches no known parameter or value, so the route's parser refuses it.
      return text;
    }
  }

  private static Map<String, String> headers(APIGatewayV2HTTPEvent event) {
    Map<String, String> lower = new TreeMap<>();
    map(event.getHeaders())
        .forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    var cookies = event.getCookies();
    if (cookies != null) {
      lower.put("cookie", String.join("; ", cookies));
    }
    return lower;
  }

  private static Map<String, String> map(@Nullable Map<String, String> map) {
    if (map == null) {
      return Map.of();
    }
    Map<String, String> present = new TreeMap<>(map);
    present.values().removeIf(Objects::isNull);
    return present;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
