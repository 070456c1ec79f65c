/**
 * Stores ordered keys with values in one SQLite file. Batches are atomic, and each one is synced to
 * disk before it is acknowledged.
 */
@NullMarked
package dev.keyshelf.embedded.storage;

import org.jspecify.annotations.NullMarked;
