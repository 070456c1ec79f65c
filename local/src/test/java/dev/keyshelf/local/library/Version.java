package dev.keyshelf.local.library;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A version, compared as Maven does: by its numbers, and a preview before the release.
 *
 * @see <a href="https://maven.apache.org/pom.html#version-order-specification">Maven's order</a>
 */
record Version(String text) implements Comparable<Version> {
  private static final Pattern PART = Pattern.compile("[0-9]+|[a-z]+");

  /** Words that sort before the release. Other words, such as {@code jre}, do not affect order. */
  private static final List<String> PREVIEWS =
      List.of("alpha", "beta", "milestone", "m", "rc", "cr", "pr", "snapshot");

  @Override
  public int compareTo(Version other) {
    var ours = parts();
    var theirs = other.parts();
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      int order = weight(ours, i).compareTo(weight(theirs, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private List<String> parts() {
    return PART.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  /** Returns the weight of a part: negative for a preview, a number's value, 0 otherwise. */
  private static BigInteger weight(List<String> parts, int index) {
    if (index >= parts.size()) {
      return BigInteger.ZERO;
    }
    var part = parts.get(index);
    if (Character.isDigit(part.charAt(0))) {
      return new BigInteger(part);
    }
    int preview = PREVIEWS.indexOf(part);
    return preview < 0 ? BigInteger.ZERO : BigInteger.valueOf(preview - PREVIEWS.size());
  }
}
