/** What must hold of the table whatever happened: one checker, for the tests of the whole. */
@NullMarked
package dev.keyshelf.local.invariant;

import org.jspecify.annotations.NullMarked;
