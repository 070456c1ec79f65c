package dev.keyshelf.local.invariant;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The violations found, each with its invariant and the key of its item. */
final class Violations {
  private final List<String> found = new ArrayList<>();

  /** Adds a violation. */
  void add(String violation) {
    found.add(violation);
  }

  /** Adds a violation unless the condition is true. */
  void unless(boolean holds, String invariant, Row row, String what) {
    if (!holds) {
      found.add("%s %s: %s".formatted(invariant, row.key(), what));
    }
  }

  /** Adds a violation unless both numbers are equal. */
  void unlessSame(long is, long expected, String invariant, Row row, String what) {
    unlessSame(BigInteger.valueOf(is), BigInteger.valueOf(expected), invariant, row, what);
  }

  void unlessSame(BigInteger is, BigInteger expected, String invariant, Row row, String what) {
    unless(
        is.equals(expected),
        invariant,
        row,
        "%s: was %s, must be %s".formatted(what, is, expected));
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
