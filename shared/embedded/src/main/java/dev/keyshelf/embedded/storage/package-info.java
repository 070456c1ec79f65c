/**
 * Ordered keys with values, in one SQLite file: written in atomic batches, each synced to disk
 * before it is answered.
 */
@NullMarked
package dev.keyshelf.embedded.storage;

import org.jspecify.annotations.NullMarked;
