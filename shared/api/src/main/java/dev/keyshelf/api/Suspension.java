package dev.keyshelf.api;

import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;

/** The refusal of a partner that may read, cancel and ask support, but not buy or get keys. */
public final class Suspension {
  private Suspension() {}

  /** Returns the problem. */
  public static Problem refused() {
    return Problem.of(
        ProblemCode.PARTNER_SUSPENDED,
        "The partner is suspended or not registered. It may only read, cancel and ask"
            + " support.");
  }
}
