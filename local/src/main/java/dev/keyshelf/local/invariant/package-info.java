/** Checks what must be true of a whole table and its seals, with any writer. */
@NullMarked
package dev.keyshelf.local.invariant;

import org.jspecify.annotations.NullMarked;
