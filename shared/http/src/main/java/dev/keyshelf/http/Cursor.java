package dev.keyshelf.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The cursor of a list: the place where a page ended. It holds a sort key and a fingerprint of its
 * query. It never holds a partition, which always comes from the caller's claims.
 */
public final class Cursor {
  private static final char SEPARATOR = '\n';
  private static final int LONGEST = 512;

  private Cursor() {}

  /**
   * Returns the text of a cursor.
   *
   * @param position the place where the page ended
   * @param query the values that make the query; only the same query can use the cursor
   */
  public static String write(String position, Object... query) {
    var text = fingerprint(query) + SEPARATOR + position;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the position in a cursor.
   *
   * @throws ProblemException if the cursor is malformed or belongs to another query
   */
  public static String read(String cursor, Object... query) {
    try {
      if (cursor.length() <= LONGEST) {
        var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        var prefix = fingerprint(query) + SEPARATOR;
        var position = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
        // Each position has exactly one cursor. Another text that decodes to it is not ours.
        if (write(position, query).equals(cursor)) {
          return position;
        }
      }
    } catch (IllegalArgumentException _) {
      // Not base64, so this class did not write it. It is refused below.
    }
    throw invalid();
  }

  /** Returns the exception that refuses a cursor. */
  public static ProblemException invalid() {
    return new ProblemException(
        Problem.of(ProblemCode.CURSOR_INVALID, "The cursor does not belong to this query.")
            .with(Fault.ofParameter("cursor", "start again without it")));
  }

  private static String fingerprint(Object... query) {
    var text = new StringBuilder();
    for (var part : query) {
      text.append(part).append(SEPARATOR);
    }
    return Hash.sha256(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }
}
