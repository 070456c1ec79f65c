package dev.keyshelf.domain.catalog;

import java.time.Duration;

/** The limits of a download link: its lifetime and its number of downloads. Either one ends it. */
public record LinkRule(Duration lifetime, int downloads) {
  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a link could never be used
   */
  public LinkRule {
    if (!lifetime.isPositive() || downloads < 1) {
      throw new IllegalArgumentException(
          "a link must have a positive lifetime and allow one download or more");
    }
  }
}
