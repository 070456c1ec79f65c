/** Drills of a restore: restores a copy, checks it as a whole, and says what a loss would cost. */
@NullMarked
package dev.keyshelf.local.drill;

import org.jspecify.annotations.NullMarked;
