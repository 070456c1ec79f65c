package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.ProductId;
import java.time.Instant;

/**
 * A file of a product.
 *
 * @param fileName what a person who downloads it sees
 * @param objectKey where it is stored; never told to a client
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal
 */
public record Artifact(
    ProductId product,
    String version,
    String language,
    String fileType,
    String fileName,
    String objectKey,
    long size,
    String sha256,
    Instant releasedAt) {}
