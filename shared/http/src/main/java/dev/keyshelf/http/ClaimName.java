package dev.keyshelf.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The place of a claim in a token.
 *
 * @param written a JSON Pointer (RFC 6901) if it begins with a slash, such as {@code
 *     /realm_access/roles}; otherwise the whole name of a claim, which may hold dots, colons and
 *     slashes, such as {@code https://keyshelf.example/roles}
 */
public record ClaimName(String written) {
  private static final int LONGEST = 256;

  /** The library would take a tilde that escapes nothing. */
  private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)+");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is blank, longer than 256 characters, or begins with a
   *     slash without being a JSON Pointer
   */
  public ClaimName {
    if (written.isBlank() || written.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a claim's name must have 1 to %s characters, was '%s'".formatted(LONGEST, written));
    }
    if (written.startsWith("/") && !POINTER.matcher(written).matches()) {
      throw new IllegalArgumentException("not a JSON Pointer: " + written);
    }
  }

  /** Returns the claim's value. It is missing if the token has no such claim. */
  JsonNode in(JsonNode claims) {
    return written.startsWith("/") ? claims.at(written) : claims.path(written);
  }

  /**
   * Returns the claim's text, if it is one text or an array of one text. Issuers that let an
   * attribute have several values send such an array.
   */
  Optional<String> textIn(JsonNode claims) {
    var value = in(claims);
    var single =
        value.isArray() && value.size() == 1
            ? StreamSupport.stream(value.spliterator(), false).findFirst().orElseThrow()
            : value;
    return Optional.of(single)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> !text.isBlank());
  }

  @Override
  public String toString() {
    return written;
  }
}
