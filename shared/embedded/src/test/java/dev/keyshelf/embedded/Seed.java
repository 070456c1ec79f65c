package dev.keyshelf.embedded;

import java.util.Random;

/** Chance that can be repeated: {@code -Dseed=} takes the seed that a failed test printed. */
public final class Seed {
  private Seed() {}

  /** Returns a generator, and prints its seed for a test of this name. */
  public static Random random(String test) {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println(test + ": again with -Dseed=" + seed);
    return new Random(seed);
  }
}
