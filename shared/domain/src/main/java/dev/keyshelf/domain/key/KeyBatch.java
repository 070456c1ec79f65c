package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;
import java.time.Instant;

/**
 * A vendor's file of keys for a pool. It is never deleted, so that the origin of keys stays known.
 *
 * @param form of the keys: the pool's form when the file was imported
 * @param sha256 of the file, in hexadecimal
 * @param keys how many keys the file has, including keys of earlier batches
 * @param importedAt when the file was put into the bucket
 * @param fingerprintVersion the version of the hash key that was current when the file was first
 *     imported
 */
public record KeyBatch(
    String pool,
    String name,
    KeyForm form,
    String sha256,
    int keys,
    Instant importedAt,
    int fingerprintVersion) {}
