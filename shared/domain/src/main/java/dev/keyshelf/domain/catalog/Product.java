package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.ProductId;
import java.time.Duration;
import java.util.Optional;

/**
 * A product of a program.
 *
 * @param titles in the languages that the catalogue knows
 * @param cancellation how the product can be cancelled if the program's edition offers self-service
 * @param window the product's own cancellation window, which replaces that of the program's edition
 *     in every edition; empty if it has none of its own
 */
public record Product(
    ProductId id,
    String program,
    Titles titles,
    ProductKind kind,
    CancellationRoute cancellation,
    Optional<Duration> window) {
  /** Returns the English title. */
  public String title() {
    return titles.english();
  }

  /** Refuses a negative window. */
  public Product {
    if (window.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("a window is not negative");
    }
  }
}
