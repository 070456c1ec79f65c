/** Measurements of one kind of call each. */
@NullMarked
package dev.keyshelf.bench.figure;

import org.jspecify.annotations.NullMarked;
