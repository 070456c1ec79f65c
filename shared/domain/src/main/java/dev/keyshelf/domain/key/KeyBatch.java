package dev.keyshelf.domain.key;

import java.time.Instant;

/**
 * Where some keys of a pool come from: one file of the vendor's. It is kept for good.
 *
 * @param sha256 of the file, in hexadecimal
 * @param keys how many the file holds, those of earlier batches included
 * @param importedAt when it was put into the bucket
 * @param fingerprintVersion of the key under which its keys are kept apart from all others
 */
public record KeyBatch(
    String pool,
    String name,
    String sha256,
    int keys,
    Instant importedAt,
    int fingerprintVersion) {}
