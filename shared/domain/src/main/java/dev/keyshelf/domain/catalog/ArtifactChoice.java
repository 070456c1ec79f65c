package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.ProductId;

/** What a person picks to name one file of a product. */
public record ArtifactChoice(ProductId product, String version, String language, String fileType) {}
