package dev.keyshelf.domain.catalog;

/**
 * The terms that were in force when a line was bought; a later change of the catalogue never
 * reaches them.
 *
 * @param cancellation the stricter of what the edition offers and what the product qualifies for
 */
public record FrozenTerms(
    String program,
    String edition,
    CancellationRoute cancellation,
    CancellationWindow window,
    CreditRule credit,
    LinkRule link) {}
