package dev.keyshelf.domain.catalog;

/** The versions of the catalogue: each is written beside the others, then made current at once. */
public interface CatalogueVersions {
  /**
   * Writes a version and makes it the current one. Until the last write no reader sees any of it;
   * writing a version again with the same content changes nothing.
   */
  void publish(CatalogueVersion version);
}
