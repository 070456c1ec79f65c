package dev.keyshelf.domain.customer;

import java.util.List;
import java.util.Set;

/**
 * The Bidi rule of RFC 5893. It admits only names that display their characters in one unambiguous
 * order, although some scripts run from right to left.
 */
final class BidiRule {
  private static final Set<Byte> RIGHT_TO_LEFT =
      Set.of(
          Character.DIRECTIONALITY_RIGHT_TO_LEFT,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
          Character.DIRECTIONALITY_ARABIC_NUMBER);

  private static final Set<Byte> NEUTRAL =
      Set.of(
          Character.DIRECTIONALITY_EUROPEAN_NUMBER,
          Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
          Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
          Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
          Character.DIRECTIONALITY_OTHER_NEUTRALS,
          Character.DIRECTIONALITY_BOUNDARY_NEUTRAL,
          Character.DIRECTIONALITY_NONSPACING_MARK);

  private BidiRule() {}

  /** Returns whether a name has no right-to-left characters, or each label follows the rule. */
  static boolean admits(List<String> labels) {
    return labels.stream().noneMatch(BidiRule::turns)
        || labels.stream().allMatch(BidiRule::follows);
  }

  private static boolean turns(String label) {
    return label.codePoints().anyMatch(point -> RIGHT_TO_LEFT.contains(direction(point)));
  }

  private static boolean follows(String label) {
    if (label.isEmpty()) {
      return true; // Domain refuses an empty label.
    }
    var points = label.codePoints().toArray();
    var first = direction(points[0]);
    return first == Character.DIRECTIONALITY_LEFT_TO_RIGHT
        ? followsLeftToRight(points)
        : (first == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || first == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
            && followsRightToLeft(points);
  }

  private static boolean followsLeftToRight(int[] points) {
    for (var point : points) {
      var direction = direction(point);
      if (direction != Character.DIRECTIONALITY_LEFT_TO_RIGHT && !NEUTRAL.contains(direction)) {
        return false;
      }
    }
    var last = lastDirection(points);
    return last == Character.DIRECTIONALITY_LEFT_TO_RIGHT
        || last == Character.DIRECTIONALITY_EUROPEAN_NUMBER;
  }

  private static boolean followsRightToLeft(int[] points) {
    var european = false;
    var arabic = false;
    for (var point : points) {
      var direction = direction(point);
      if (!RIGHT_TO_LEFT.contains(direction) && !NEUTRAL.contains(direction)) {
        return false;
      }
      european |= direction == Character.DIRECTIONALITY_EUROPEAN_NUMBER;
      arabic |= direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }
    var last = lastDirection(points);
    return !(european && arabic)
        && (RIGHT_TO_LEFT.contains(last) || last == Character.DIRECTIONALITY_EUROPEAN_NUMBER);
  }

  /** Returns the direction of the last character that is not a combining mark. */
  private static byte lastDirection(int[] points) {
    var at = points.length - 1;
    while (at > 0 && direction(points[at]) == Character.DIRECTIONALITY_NONSPACING_MARK) {
      at--;
    }
    return direction(points[at]);
  }

  private static byte direction(int point) {
    return Character.getDirectionality(point);
  }
}
