package dev.keyshelf.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer to a request: status, headers, media type and body.
 *
 * @param body text, or bytes in base64
 * @param inBase64 whether the body is bytes in base64
 */
public record Answer(
    int status, Map<String, String> headers, String mediaType, String body, boolean inBase64)
    implements Reply {
  private static final String JSON = "application/json";

  /** Copies the headers into an immutable collection. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Creates an answer whose body is text. */
  public Answer(int status, Map<String, String> headers, String mediaType, String body) {
    this(status, headers, mediaType, body, false);
  }

  /** Returns an answer 200 with a JSON body. */
  public static Answer ok(JsonNode body) {
    return new Answer(200, Map.of(), JSON, Json.write(body));
  }

  /** Returns an answer 201 with a JSON body and the location of the new resource. */
  public static Answer created(String location, JsonNode body) {
    return new Answer(201, Map.of("Location", location), JSON, Json.write(body));
  }

  /** Returns an answer 202 with a JSON body: the work follows. */
  public static Answer accepted(JsonNode body) {
    return new Answer(202, Map.of(), JSON, Json.write(body));
  }

  /** Returns an answer 204, which has no body. */
  public static Answer noContent() {
    return new Answer(204, Map.of(), JSON, "");
  }

  /** Returns an answer 303: the client continues at the location with GET. */
  public static Answer seeOther(String location) {
    return new Answer(303, Map.of("Location", location), "text/plain", "");
  }

  /** Returns an answer 307: the client repeats its method at the location. */
  public static Answer temporaryRedirect(String location) {
    return new Answer(307, Map.of("Location", location), "text/plain", "");
  }

  /** Returns an answer with an HTML page. */
  public static Answer html(int status, String page) {
    return new Answer(status, Map.of(), "text/html; charset=utf-8", page);
  }

  /**
   * Returns an answer 200 with a text that clients save as a file.
   *
   * @param fileName letters, digits and {@code . _ -}
   */
  public static Answer file(String fileName, String mediaType, String text) {
    return new Answer(200, Map.of(), mediaType, text).savedAs(fileName);
  }

  /** Returns an answer 200 with bytes, as {@link #file(String, String, String)}. */
  public static Answer file(String fileName, String mediaType, byte[] bytes) {
    var body = Base64.getEncoder().encodeToString(bytes);
    return new Answer(200, Map.of(), mediaType, body, true).savedAs(fileName);
  }

  private Answer savedAs(String fileName) {
    return withHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
  }

  /** Returns the bytes of the body, as the client receives them. */
  byte[] bytes() {
    return inBase64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a copy of this answer with one more header. */
  public Answer withHeader(String name, String value) {
    var more = new TreeMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, mediaType, body, inBase64);
  }

  /**
   * Returns a copy of this answer with the digest of the file that it has or leads to (RFC 9530).
   *
   * @param sha256 in hexadecimal
   */
  public Answer withDigest(String sha256) {
    var digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    return withHeader("Repr-Digest", "sha-256=:" + digest + ":");
  }

  /** Returns a copy of this answer that no cache may store. */
  public Answer notStored() {
    return withHeader("Cache-Control", "no-store");
  }
}
