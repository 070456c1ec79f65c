package dev.keyshelf.embedded.wire;

import java.util.Random;

/**
 * What goes wrong on the way, by chance and on purpose: a program that copes with it here copes
 * with it on AWS.
 */
@FunctionalInterface
public interface Trouble {
  /** What becomes of a request. */
  enum Fate {
    /** It is done and answered. */
    ANSWERED,
    /** It is refused for the moment, and not done. */
    THROTTLED,
    /** It is done, and its answer is lost. */
    LOST
  }

  /** Decides on the next request, whose operation is named as in {@code X-Amz-Target}. */
  Fate next(String target);

  /** Returns that nothing goes wrong. */
  static Trouble none() {
    return _ -> Fate.ANSWERED;
  }

  /**
   * Returns that requests go wrong by chance: half of those are throttled, half lose their answer.
   *
   * @param share of all requests, from 0 to 1
   * @throws IllegalArgumentException if the share is outside
   */
  static Trouble ofShare(double share, Random random) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is between 0 and 1, was " + share);
    }
    return _ -> {
      double drawn = random.nextDouble();
      if (drawn >= share) {
        return Fate.ANSWERED;
      }
      return drawn < share / 2 ? Fate.THROTTLED : Fate.LOST;
    };
  }
}
