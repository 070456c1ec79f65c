/** Files that only their owner may read. */
@NullMarked
package dev.keyshelf.local.file;

import org.jspecify.annotations.NullMarked;
