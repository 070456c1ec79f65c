/** Measures cold starts: each function in its own process, as Lambda starts it. */
@NullMarked
package dev.keyshelf.bench.start;

import org.jspecify.annotations.NullMarked;
