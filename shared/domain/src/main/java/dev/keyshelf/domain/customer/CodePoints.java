package dev.keyshelf.domain.customer;

import java.util.Arrays;

/** A set of characters, stored as ranges of code points. */
final class CodePoints {
  private static final int HEXADECIMAL = 16;

  private final int[] firsts;
  private final int[] lasts;

  private CodePoints(int[] firsts, int[] lasts) {
    this.firsts = firsts;
    this.lasts = lasts;
  }

  /**
   * Parses a set of characters.
   *
   * @param ranges hexadecimal code points and ranges in ascending order, such as {@code 41-5A 5F}
   */
  static CodePoints of(String ranges) {
    var each = ranges.split(" ");
    var firsts = new int[each.length];
    var lasts = new int[each.length];
    for (int i = 0; i < each.length; i++) {
      var hyphen = each[i].indexOf('-');
      firsts[i] =
          Integer.parseInt(hyphen < 0 ? each[i] : each[i].substring(0, hyphen), HEXADECIMAL);
      lasts[i] = Integer.parseInt(each[i].substring(hyphen + 1), HEXADECIMAL);
    }
    return new CodePoints(firsts, lasts);
  }

  boolean has(int point) {
    var place = Arrays.binarySearch(firsts, point);
    var range = place >= 0 ? place : -place - 2;
    return range >= 0 && point <= lasts[range];
  }
}
