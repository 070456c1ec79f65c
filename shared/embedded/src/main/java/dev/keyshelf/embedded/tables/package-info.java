/** Tables: their keys, indexes and settings, and where their items lie in the storage. */
@NullMarked
package dev.keyshelf.embedded.tables;

import org.jspecify.annotations.NullMarked;
