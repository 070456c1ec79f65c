package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;
import java.time.Instant;

/**
 * Where some keys of a pool come from: one file of the vendor's. It is kept for good.
 *
 * @param form of its keys: what the pool had when the file came
 * @param sha256 of the file, in hexadecimal
 * @param keys how many the file holds, those of earlier batches included
 * @param importedAt when it was put into the bucket
 * @param fingerprintVersion of the hash key that was current when the file first came
 */
public record KeyBatch(
    String pool,
    String name,
    KeyForm form,
    String sha256,
    int keys,
    Instant importedAt,
    int fingerprintVersion) {}
