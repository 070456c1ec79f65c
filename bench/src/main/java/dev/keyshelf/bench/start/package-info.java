/** Measures cold starts: each function in a process of its own, as Lambda starts it. */
@NullMarked
package dev.keyshelf.bench.start;

import org.jspecify.annotations.NullMarked;
