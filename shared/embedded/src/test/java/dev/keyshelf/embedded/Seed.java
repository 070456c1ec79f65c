package dev.keyshelf.embedded;

import java.util.Random;

/** Repeatable random numbers: {@code -Dseed=} takes the seed that a failed test printed. */
public final class Seed {
  private Seed() {}

  /** Returns a generator of random numbers, and prints its seed with the test's name. */
  public static Random random(String test) {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println(test + ": repeat with -Dseed=" + seed);
    return new Random(seed);
  }
}
