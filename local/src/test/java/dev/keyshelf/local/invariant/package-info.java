/** Checks the invariants of the stores after the tests of the whole machine. */
@NullMarked
package dev.keyshelf.local.invariant;

import org.jspecify.annotations.NullMarked;
