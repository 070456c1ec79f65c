package dev.keyshelf.domain.catalog;

import java.time.Duration;

/** How long a download link lives, and how many downloads it allows: whichever ends first. */
public record LinkRule(Duration lifetime, int downloads) {
  /** Refuses a link that could never be used. */
  public LinkRule {
    if (!lifetime.isPositive() || downloads < 1) {
      throw new IllegalArgumentException("a link lives for some time and allows some downloads");
    }
  }
}
