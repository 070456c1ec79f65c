package dev.keyshelf.domain.catalog;

import java.time.Duration;

/**
 * The terms that were in force when a line was bought. Later changes of the catalogue do not affect
 * them.
 *
 * @param cancellation how the product can be cancelled under the edition
 * @param windowOfProduct whether the window is the product's own, and not the edition's
 */
public record FrozenTerms(
    String program,
    String edition,
    CancellationRoute cancellation,
    CancellationWindow window,
    boolean windowOfProduct,
    CreditRule credit,
    LinkRule link) {
  /** Returns how long the window is. */
  public Duration windowLength() {
    return Duration.between(window.opensAt(), window.closesAt());
  }

  /** Returns the edition's name for people. */
  public String name() {
    return "edition %s of %s".formatted(edition, program);
  }
}
