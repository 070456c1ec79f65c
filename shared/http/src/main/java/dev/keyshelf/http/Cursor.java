package dev.keyshelf.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ended. It holds a sort key and a fingerprint of the query it belongs to, never a
 * partition: that comes from the caller's claims.
 */
public final class Cursor {
  private static final char SEPARATOR = '\n';
  private static final int LONGEST = 512;

  private Cursor() {}

  /** Gives the text of a cursor. */
  public static String write(String position, Object... query) {
    var text = fingerprint(query) + SEPARATOR + position;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a cursor; refuses one of another query. */
  public static String read(String cursor, Object... query) {
    try {
      if (cursor.length() <= LONGEST) {
        var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        var prefix = fingerprint(query) + SEPARATOR;
        var position = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
        // One place has one cursor: what decodes to it otherwise was not written by us.
        if (write(position, query).equals(cursor)) {
          return position;
        }
      }
    } catch (IllegalArgumentException _) {
      // Not base64: refused below like any other cursor that we did not make for this query.
    }
    throw invalid();
  }

  /** Gives the refusal of a cursor that cannot be one of ours. */
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
