package dev.keyshelf.http;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it reached the edge.
 *
 * @param headers by lower-case name; repeated ones joined by commas, as HTTP APIs do
 * @param body the bytes as sent; empty when there are none
 * @param claims of the verified token; empty on a public route
 * @param domainName the API's own host, never the Host header
 * @param receivedAt the one {@code now} of the request
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
    String domainName,
    String sourceIp,
    String userAgent,
    String requestId,
    Instant receivedAt) {
  /** Copies the maps in. */
  public Request {
    pathParameters = Map.copyOf(pathParameters);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    claims = Map.copyOf(claims);
  }

  /** Gives the text of a path variable of the route; the route's pattern has it. */
  public String pathParameter(String name) {
    var value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no {" + name + "}");
    }
    return value;
  }

  /** Gives a header by its lower-case name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Gives the value of a cookie; the first of those with the name. */
  public Optional<String> cookie(String name) {
    return header("cookie").stream()
        .flatMap(cookies -> Arrays.stream(cookies.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1))
        .findFirst();
  }

  /** Gives the body's media type; empty if it is malformed, or if the body is compressed. */
  Optional<MediaType> mediaType() {
    var isPlain =
        Arrays.stream(headers.getOrDefault("content-encoding", "identity").split(",", -1))
            .map(String::strip)
            .allMatch(coding -> coding.equalsIgnoreCase("identity"));
    return header("content-type").filter(_ -> isPlain).flatMap(MediaType::parse);
  }

  /** Refuses a client that would not take an answer of any of these media types. */
  public void requireAcceptable(String... mediaTypes) {
    if (header("accept")
        .filter(accept -> !accept.isBlank())
        .filter(accept -> Arrays.stream(mediaTypes).noneMatch(each -> Accept.allows(accept, each)))
        .isPresent()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.NOT_ACCEPTABLE,
              "The answer is " + String.join(" or ", mediaTypes) + "."));
    }
  }

  /** Tells whether the client names this media type in {@code Accept} in this profile. */
  public boolean accepts(String mediaType, String profile) {
    return header("accept").map(accept -> Accept.names(accept, mediaType, profile)).orElse(false);
  }

  /** Tells whether the client prefers this media type by naming it in {@code Accept}. */
  public boolean accepts(String mediaType) {
    return header("accept").map(accept -> Accept.names(accept, mediaType)).orElse(false);
  }
}
