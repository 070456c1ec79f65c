package dev.keyshelf.local.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose head was read.
 *
 * @param path as it was sent, still percent-encoded
 * @param query null when the target had no question mark
 * @param headers by lower-case name, repeats in order
 * @param body read when it is wanted
 */
public record Request(
    String method,
    String path,
    @Nullable String query,
    String protocol,
    Map<String, List<String>> headers,
    String sourceIp,
    RequestBody body) {

  /** Returns the values of a header, none if it was not sent. */
  public List<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of());
  }

  /** Returns path and query as they were sent. */
  public String target() {
    return query == null ? path : path + "?" + query;
  }
}
