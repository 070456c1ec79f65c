package dev.keyshelf.local.contract;

import dev.keyshelf.local.http.Request;
import dev.keyshelf.local.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and what the gateway answered.
 *
 * @param asked the request's headers, by lower-case name
 * @param answered the answer's headers, by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // Exchanges are read once and never compared.
record Exchange(
    String method,
    String path,
    String query,
    Map<String, List<String>> asked,
    byte[] sent,
    int status,
    Map<String, List<String>> answered,
    byte[] body) {
  static Exchange of(Request request, byte[] sent, Response response) {
    var query = request.query();
    return new Exchange(
        request.method(),
        request.path(),
        query == null ? "" : query,
        request.headers(),
        sent,
        response.status(),
        response.headers(),
        request.method().equals("HEAD") ? new byte[0] : response.body());
  }

  /** Returns the first value of a header, or null if there is none. */
  static @Nullable String header(Map<String, List<String>> headers, String name) {
    var values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? null : values.getFirst();
  }

  /**
   * Returns the media type of the request's or the answer's body, without parameters, or an empty
   * string if no header names one.
   */
  static String mediaType(Map<String, List<String>> headers) {
    var type = header(headers, "content-type");
    return type == null ? "" : type.split(";", 2)[0].strip();
  }
}
