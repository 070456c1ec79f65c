/** Measures Keyshelf on the embedded cloud. The figures in docs/performance.md come from here. */
@NullMarked
package dev.keyshelf.bench;

import org.jspecify.annotations.NullMarked;
