/** Product keys: the import of pools, issue and reveal. */
@NullMarked
package dev.keyshelf.keys;

import org.jspecify.annotations.NullMarked;
