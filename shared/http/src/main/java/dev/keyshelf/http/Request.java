package dev.keyshelf.http;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it reached the edge.
 *
 * @param headers values by lower-case name; API Gateway joins repeated headers by commas
 * @param body the bytes as sent; empty if there are none
 * @param claims the claims of a token that the HTTP API verified; empty otherwise
 * @param identity who calls, if the function {@code AuthorizeToken} verified the token; empty
 *     otherwise
 * @param domainName the API's own host, never the Host header
 * @param sourceIp the client's address; behind a CDN without its secret, the CDN's
 * @param requestId the client's own id if {@code X-Request-Id} has one, otherwise the gateway's
 * @param trace the trace that it belongs to
 * @param receivedAt the time of arrival, which the whole request uses as {@code now}
 */
@SuppressWarnings("ArrayRecordComponent") // Requests are never compared.
public record Request(
    String method,
    String route,
    String path,
    Map<String, String> pathParameters,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body,
    Map<String, String> claims,
    Map<String, String> identity,
    String domainName,
    String sourceIp,
    String userAgent,
    String requestId,
    TraceContext trace,
    Instant receivedAt) {
  /** A request that the function {@code AuthorizeToken} has not authorized. */
  public Request(
      String method,
      String route,
      String path,
      Map<String, String> pathParameters,
      Map<String, List<String>> query,
      Map<String, String> headers,
      byte[] body,
      Map<String, String> claims,
      String domainName,
      String sourceIp,
      String userAgent,
      String requestId,
      Instant receivedAt) {
    this(
        method,
        route,
        path,
        pathParameters,
        query,
        headers,
        body,
        claims,
        Map.of(),
        domainName,
        sourceIp,
        userAgent,
        requestId,
        TraceContext.of(headers),
        receivedAt);
  }

  /** Copies the maps into an immutable collection. */
  public Request {
    pathParameters = Map.copyOf(pathParameters);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    claims = Map.copyOf(claims);
    identity = Map.copyOf(identity);
  }

  /**
   * Returns the value of a path variable.
   *
   * @throws IllegalStateException if the route's pattern does not have the variable
   */
  public String pathParameter(String name) {
    var value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no {" + name + "}");
    }
    return value;
  }

  /** Returns a header by its lower-case name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Returns the value of the first cookie with this name. */
  public Optional<String> cookie(String name) {
    return header("cookie").stream()
        .flatMap(cookies -> Arrays.stream(cookies.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1))
        .findFirst();
  }

  /**
   * Returns the body's media type, or an empty result if it is malformed or the body compressed.
   */
  Optional<MediaType> mediaType() {
    var isPlain =
        Arrays.stream(headers.getOrDefault("content-encoding", "identity").split(",", -1))
            .map(String::strip)
            .allMatch(coding -> coding.equalsIgnoreCase("identity"));
    return header("content-type").filter(_ -> isPlain).flatMap(MediaType::parse);
  }

  /**
   * Checks that the client accepts at least one of these media types.
   *
   * @throws ProblemException if it accepts none
   */
  public void requireAcceptable(String... mediaTypes) {
    if (header("accept")
        .filter(accept -> !accept.isBlank())
        .filter(accept -> Arrays.stream(mediaTypes).noneMatch(each -> Accept.allows(accept, each)))
        .isPresent()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.NOT_ACCEPTABLE,
              "The Accept header must allow " + String.join(" or ", mediaTypes) + "."));
    }
  }

  /** Tells whether {@code Accept} names this media type with this profile. */
  public boolean accepts(String mediaType, String profile) {
    return header("accept").map(accept -> Accept.names(accept, mediaType, profile)).orElse(false);
  }

  /** Tells whether {@code Accept} names exactly this media type. */
  public boolean accepts(String mediaType) {
    return header("accept").map(accept -> Accept.names(accept, mediaType)).orElse(false);
  }
}
