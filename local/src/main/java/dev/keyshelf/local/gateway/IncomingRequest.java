package dev.keyshelf.local.gateway;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire.
 *
 * @param headers by lower-case name, repeats in order
 * @param rawQuery null when the request line had no question mark
 */
@SuppressWarnings("ArrayRecordComponent") // read once into an event, never compared
record IncomingRequest(
    String method,
    String rawPath,
    @Nullable String rawQuery,
    String protocol,
    Map<String, List<String>> headers,
    String sourceIp,
    byte[] body) {

  List<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of());
  }

  /** What counts against the limit of an HTTP API: the request line and all header lines. */
  int headerBytes() {
    var bytes = method.length() + rawPath.length() + protocol.length() + 4;
    bytes += rawQuery == null ? 0 : rawQuery.length() + 1;
    for (var header : headers.entrySet()) {
      for (var value : header.getValue()) {
        bytes += header.getKey().length() + value.length() + 4;
      }
    }
    return bytes;
  }
}
