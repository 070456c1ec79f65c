/** Functions that die in the middle, and stores that fail: what clients see, and what is left. */
@NullMarked
package dev.keyshelf.local.crash;

import org.jspecify.annotations.NullMarked;
