package dev.keyshelf.http;

import java.util.regex.Pattern;

/**
 * A client's own words without the secrets that it may have put among them: what a log keeps or a
 * refusal repeats. Of a product key the last five characters stay; of what is as long as a token or
 * a signature, nothing.
 */
public final class Masked {
  private static final String MASK = "*****";

  /**
   * More than two groups of five in any case, or two, the first in capitals and digits, with a
   * capital before any small letter: words have no such hyphens. More are tried first, or capitals
   * at its beginning would end a key too early.
   */
  private static final Pattern GROUPS =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:(?:[A-Za-z0-9]{5}-){2,7}"
              + "|(?=[0-9-]*[A-Z])[A-Z0-9]{5}-)([A-Za-z0-9]{5})"
              + "(?![A-Za-z0-9])");

  /** Twenty-five in one piece; an id of ours has twenty-six. */
  private static final Pattern ONE_PIECE =
      Pattern.compile("(?<![A-Za-z0-9])[A-Za-z0-9]{20}([A-Za-z0-9]{5})(?![A-Za-z0-9])");

  /** Tokens have 43, signatures more, a GUID only 36. */
  private static final Pattern LONG = Pattern.compile("[A-Za-z0-9_-]{40,}");

  private Masked() {}

  /** Gives the text with each secret masked. */
  public static String text(String text) {
    var withoutLong = LONG.matcher(text).replaceAll(MASK);
    // Before the groups: what is left of a piece may be the first of them.
    var withoutPieces = ONE_PIECE.matcher(withoutLong).replaceAll(MASK + "$1");
    return GROUPS.matcher(withoutPieces).replaceAll(MASK + "$1");
  }
}
