package dev.keyshelf.domain.customer;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A company's name as it is compared and sorted: without case, without differences of width or form
 * (Unicode NFKC, folded) and without joiners and marks of direction, its first {@link #LONGEST}
 * bytes.
 */
public record FoldedName(String text) {
  /** How much of a name is compared, in bytes of UTF-8. */
  public static final int LONGEST = 256;

  /** Refuses what cannot be compared. */
  public FoldedName {
    if (!isFolded(text)) {
      throw new IllegalArgumentException("not a folded name");
    }
  }

  /** Gives the folded name that untrusted text is; empty when it cannot be one. */
  public static Optional<FoldedName> parse(String text) {
    return isFolded(text) ? Optional.of(new FoldedName(text)) : Optional.empty();
  }

  private static boolean isFolded(String text) {
    return !text.isEmpty() && OneLine.hasNoBreak(text) && bytes(text) <= LONGEST;
  }

  /** Folds a name, or what it begins with. */
  public static FoldedName of(String name) {
    return new FoldedName(cut(fold(name)));
  }

  /** Tells whether a name begins with another text, in whatever case either is written. */
  public boolean startsWith(FoldedName prefix) {
    return text.startsWith(prefix.text);
  }

  /**
   * The JDK has no case folding. Lower, then upper, then lower case again brings together what has
   * one upper or one lower case: the sharp s with its capital and with ss. Each lower case is taken
   * alone, since a sigma at the end of a prefix need not be at the end of the name.
   */
  private static String fold(String name) {
    var upper = compatible(lower(compatible(shown(name))).toUpperCase(Locale.ROOT));
    return compatible(lower(upper));
  }

  /** Joiners and marks of direction are typed by some and left out by others. */
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
