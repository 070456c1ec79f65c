package dev.keyshelf.domain.catalog;

/**
 * The terms that were in force when a line was bought; a later change of the catalogue never
 * reaches them.
 *
 * @param cancellation what the edition offers for the product
 */
public record FrozenTerms(
    String program,
    String edition,
    CancellationRoute cancellation,
    CancellationWindow window,
    CreditRule credit,
    LinkRule link) {
  /** Gives what people call the edition. */
  public String name() {
    return "edition %s of %s".formatted(edition, program);
  }
}
