package dev.keyshelf.http;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a request, under which its log lines, records and events are found. A client may choose
 * it in {@code X-Request-Id}. The characters are few, because the id is repeated in headers, URNs,
 * log lines and tables.
 */
final class RequestId {
  /** Has up to 128 characters, and no first one that a spreadsheet takes for a formula. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=-]{0,127}");

  private RequestId() {}

  /**
   * Returns the id that the client chose; empty if there is none or it is malformed, or if it looks
   * like a product key or a token, which no log may hold.
   *
   * @param headers by lower-case name
   */
  static Optional<String> ofClient(Map<String, String> headers) {
    return Optional.ofNullable(headers.get("x-request-id"))
        .filter(id -> FORM.matcher(id).matches())
        .filter(id -> Masked.text(id).equals(id));
  }
}
