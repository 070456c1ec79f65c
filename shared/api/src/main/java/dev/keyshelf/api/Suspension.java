package dev.keyshelf.api;

import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;

/** The refusal of a partner who may read, cancel and ask support, but not buy, nor get keys. */
public final class Suspension {
  private Suspension() {}

  /** Gives the refusal. */
  public static Problem refused() {
    return Problem.of(
        ProblemCode.PARTNER_SUSPENDED,
        "The partner is suspended or not registered: it may read, cancel and ask support,"
            + " nothing else.");
  }
}
