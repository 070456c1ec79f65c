package dev.keyshelf.domain.catalog;

import java.time.Instant;

/** The versions of the catalogue: each is written beside the others, then made current at once. */
public interface CatalogueVersions {
  /**
   * Writes a version and makes it the current one. Until the last write no reader sees any of it;
   * writing a version again with the same content changes nothing.
   *
   * @param suppliedAt when the operator supplied it: a late retry never replaces a later version
   * @return whether it is the current one now
   */
  boolean publish(CatalogueVersion version, Instant suppliedAt);
}
