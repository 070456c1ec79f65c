/** Tables: their keys, indexes and settings, and the storage keys of their items. */
@NullMarked
package dev.keyshelf.embedded.tables;

import org.jspecify.annotations.NullMarked;
