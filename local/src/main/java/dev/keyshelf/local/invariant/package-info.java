/** Checks what must be true of a whole table and its seals. */
@NullMarked
package dev.keyshelf.local.invariant;

import org.jspecify.annotations.NullMarked;
