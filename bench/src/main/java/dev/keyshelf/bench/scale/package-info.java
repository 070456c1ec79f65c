/** A model of the rates at which the design ends, from what each call writes and to which place. */
@NullMarked
package dev.keyshelf.bench.scale;

import org.jspecify.annotations.NullMarked;
