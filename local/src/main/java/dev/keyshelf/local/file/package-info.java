/** Files that only their owner can read. */
@NullMarked
package dev.keyshelf.local.file;

import org.jspecify.annotations.NullMarked;
