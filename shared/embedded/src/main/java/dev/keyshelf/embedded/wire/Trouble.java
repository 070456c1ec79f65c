package dev.keyshelf.embedded.wire;

import java.util.Random;

/**
 * Injects faults into requests, at random or on purpose. A program that handles them here also
 * handles them on AWS.
 */
@FunctionalInterface
public interface Trouble {
  /** The outcome of a request. */
  enum Fate {
    /** The request is completed and answered. */
    ANSWERED,
    /** The request is throttled, and not run. */
    THROTTLED,
    /** The request is completed, but its answer is lost. */
    LOST
  }

  /**
   * Decides on the next request.
   *
   * @param target the request's header {@code X-Amz-Target}
   */
  Fate next(String target);

  /** Returns an instance with which no request fails. */
  static Trouble none() {
    return _ -> Fate.ANSWERED;
  }

  /**
   * Returns an instance with which requests fail at random. Half of the failing requests are
   * throttled, and half lose their answer.
   *
   * @param share the share of failing requests, from 0 (inclusive) to 1 (inclusive)
   * @throws IllegalArgumentException if the share is outside this range
   */
  static Trouble ofShare(double share, Random random) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be between 0 and 1, was " + share);
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
