package dev.keyshelf.local.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose head was read.
 *
 * @param path as it was sent, percent-encoded
 * @param query null if the target had no question mark
 * @param headers by lower-case name; repeated headers in order
 * @param body not read yet
 */
public record Request(
    String method,
    String path,
    @Nullable String query,
    String protocol,
    Map<String, List<String>> headers,
    String sourceIp,
    RequestBody body) {

  /** Returns the values of a header; an empty list if it was not sent. */
  public List<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of());
  }

  /** Returns the path and the query as they were sent. */
  public String target() {
    return query == null ? path : path + "?" + query;
  }
}
