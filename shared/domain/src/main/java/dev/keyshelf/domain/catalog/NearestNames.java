package dev.keyshelf.domain.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Suggests known names for a name that was probably mistyped. */
public final class NearestNames {
  private static final int MOST = 3;

  private NearestNames() {}

  /** Returns up to three of the known names, the nearest by edit distance first. */
  public static List<String> of(String name, Collection<String> known) {
    return known.stream()
        .sorted(
            Comparator.<String>comparingInt(each -> distance(name, each))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /**
   * Returns how many characters must be inserted, deleted, replaced or swapped with the next one.
   */
  static int distance(String one, String other) {
    var before = new int[other.length() + 1];
    var last = new int[other.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      var now = new int[other.length() + 1];
      now[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        var isSame = one.charAt(i - 1) == other.charAt(j - 1);
        now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + (isSame ? 0 : 1));
        var isSwapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (isSwapped) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = now;
    }
    return last[other.length()];
  }
}
