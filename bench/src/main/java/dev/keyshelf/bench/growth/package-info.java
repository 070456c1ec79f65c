/** Measures whether calls get slower as the table fills. */
@NullMarked
package dev.keyshelf.bench.growth;

import org.jspecify.annotations.NullMarked;
