package dev.keyshelf.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the fields of an HTML form. */
public final class Form {
  private static final int LONGEST = 4 * 1024;

  private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private Form() {}

  /**
   * Returns the first value of a field of a form, or an empty result if the form does not have the
   * field.
   *
   * @throws ProblemException if the body is too long or not a form
   */
  public static Optional<String> field(Request request, String name) {
    if (request.body().length > LONGEST) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.PAYLOAD_TOO_LARGE, "The form must have at most " + LONGEST + " bytes."));
    }
    if (request.body().length > 0
        && request.mediaType().filter(type -> type.name().equals(MEDIA_TYPE)).isEmpty()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE,
              "Send " + MEDIA_TYPE + ", uncompressed, or an empty body."));
    }
    var body = new String(request.body(), StandardCharsets.UTF_8);
    for (var pair : body.split("&")) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(decoded(pair.substring(name.length() + 1)));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
