package dev.keyshelf.http;

import java.util.Optional;

/**
 * Text of a token or header that is safe to log: at most {@value #LONGEST} characters, without
 * control and direction characters.
 */
final class Legible {
  /** The maximum length in code points. */
  static final int LONGEST = 256;

  private Legible() {}

  /** Tells whether a text is safe to log unchanged. */
  static boolean is(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        && text.codePoints().allMatch(Legible::isLegible);
  }

  /** Returns the loggable part of a text, or an empty result if only blanks remain. */
  static Optional<String> of(String text) {
    return Optional.of(cut(text, LONGEST)).map(String::strip).filter(each -> !each.isEmpty());
  }

  /** Returns the loggable part of a text. Its secrets are {@link Masked} before it is cut. */
  static String masked(String text) {
    return cut(Masked.text(cut(text, Integer.MAX_VALUE)), LONGEST);
  }

  private static String cut(String text, int most) {
    return text.codePoints()
        .filter(Legible::isLegible)
        .limit(most)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLegible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> !turnsTheOrder(point);
    };
  }

  /**
   * Recognizes marks, embeddings, overrides and isolates of the Unicode Bidirectional Algorithm.
   */
  private static boolean turnsTheOrder(int point) {
    return switch (Character.getDirectionality(point)) {
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
          Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
          true;
      default -> point == 0x200E || point == 0x200F || point == 0x061C;
    };
  }
}
