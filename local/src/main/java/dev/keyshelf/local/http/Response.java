package dev.keyshelf.local.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A response. The server itself adds the headers about the connection.
 *
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // written once to the wire, never compared
public record Response(int status, Map<String, List<String>> headers, byte[] body) {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

  /**
   * Checks the headers.
   *
   * @throws IllegalArgumentException if a name or value cannot be written
   */
  public Response {
    headers.forEach(
        (name, values) -> {
          if (!NAME.matcher(name).matches()
              || !values.stream().allMatch(value -> VALUE.matcher(value).matches())) {
            throw new IllegalArgumentException("the header " + name + " cannot be written");
          }
        });
  }

  /** Returns the status line. The reason is for people, and empty for rare statuses. */
  String statusLine() {
    var reason =
        switch (status) {
          case 200 -> "OK";
          case 201 -> "Created";
          case 204 -> "No Content";
          case 303 -> "See Other";
          case 304 -> "Not Modified";
          case 307 -> "Temporary Redirect";
          case 400 -> "Bad Request";
          case 401 -> "Unauthorized";
          case 403 -> "Forbidden";
          case 404 -> "Not Found";
          case 406 -> "Not Acceptable";
          case 408 -> "Request Timeout";
          case 409 -> "Conflict";
          case 410 -> "Gone";
          case 413 -> "Content Too Large";
          case 415 -> "Unsupported Media Type";
          case 422 -> "Unprocessable Content";
          case 431 -> "Request Header Fields Too Large";
          case 500 -> "Internal Server Error";
          case 501 -> "Not Implemented";
          case 503 -> "Service Unavailable";
          case 505 -> "HTTP Version Not Supported";
          default -> "";
        };
    return "HTTP/1.1 " + status + " " + reason;
  }

  /** Returns a response with the gateway's own JSON: a message. */
  public static Response message(int status, String text) {
    return new Response(
        status,
        Map.of("content-type", List.of("application/json")),
        "{\"message\":\"%s\"}".formatted(text).getBytes(StandardCharsets.UTF_8));
  }
}
