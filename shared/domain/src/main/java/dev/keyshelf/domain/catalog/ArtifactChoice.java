package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.ProductId;

/** The choices that together identify one file of a product. */
public record ArtifactChoice(ProductId product, String version, String language, String fileType) {}
