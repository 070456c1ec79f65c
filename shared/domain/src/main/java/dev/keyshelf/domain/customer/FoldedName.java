package dev.keyshelf.domain.customer;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A company's name in the form in which names are compared and sorted. It ignores case, width and
 * compatibility forms (Unicode NFKC), joiners and direction marks. It has the first {@link
 * #LONGEST} bytes of the name.
 */
public record FoldedName(String text) {
  /** The longest folded name, in bytes of UTF-8. The rest of a name is not compared. */
  public static final int LONGEST = 256;

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if the text is empty, too long or has more than one line
   */
  public FoldedName {
    if (!isFolded(text)) {
      throw new IllegalArgumentException("a folded name must have 1 to 256 bytes on one line");
    }
  }

  /**
   * Parses an untrusted text that is folded already, such as a part of a cursor.
   *
   * @return empty if malformed
   */
  public static Optional<FoldedName> parse(String text) {
    return isFolded(text) ? Optional.of(new FoldedName(text)) : Optional.empty();
  }

  private static boolean isFolded(String text) {
    return !text.isEmpty() && OneLine.hasNoBreak(text) && bytes(text) <= LONGEST;
  }

  /** Folds a name or a prefix of one. */
  public static FoldedName of(String name) {
    return new FoldedName(cut(fold(name)));
  }

  /** Returns whether this name begins with a prefix. */
  public boolean startsWith(FoldedName prefix) {
    return text.startsWith(prefix.text);
  }

  /**
   * Folds case. The JDK has no case folding, so this converts to lower, upper and again lower case.
   * That maps letters to the same text if they share an upper or a lower case: the sharp s, its
   * capital, and ss. Each character is lowered on its own, because a sigma at the end of a prefix
   * need not be at the end of the name.
   */
  static String fold(String name) {
    var upper = compatible(lower(compatible(shown(name))).toUpperCase(Locale.ROOT));
    return compatible(lower(upper));
  }

  /** Removes joiners and direction marks, since some people type them and others do not. */
  private static String shown(String name) {
    var shown = new StringBuilder();
    name.codePoints()
        .filter(point -> Character.getType(point) != Character.FORMAT)
        .forEach(shown::appendCodePoint);
    return shown.isEmpty() ? name : shown.toString();
  }

  private static String compatible(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static String lower(String text) {
    return text.codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String cut(String text) {
    var cut = new StringBuilder();
    var length = 0;
    for (int i = 0; i < text.length(); ) {
      var point = Character.toString(text.codePointAt(i));
      length += bytes(point);
      if (length > LONGEST) {
        break;
      }
      cut.append(point);
      i += point.length();
    }
    return cut.toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return text;
  }
}
