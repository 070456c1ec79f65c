/**
 * The floors to which a function's start is compared: minimal handlers, without Keyshelf's own code
 * on their class path.
 */
@NullMarked
package dev.keyshelf.bench.floor;

import org.jspecify.annotations.NullMarked;
