package dev.keyshelf.local.gateway;

import dev.keyshelf.local.http.Request;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the client sent it.
 *
 * @param headers by lower-case name; repeated headers in order
 * @param rawQuery null if the request line had no question mark
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

  static IncomingRequest of(Request request, byte[] body) {
    return new IncomingRequest(
        request.method(),
        request.path(),
        request.query(),
        request.protocol(),
        request.headers(),
        request.sourceIp(),
        body);
  }

  List<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of());
  }
}
