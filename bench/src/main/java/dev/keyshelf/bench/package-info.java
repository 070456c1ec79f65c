/** Measures the house on the embedded cloud; what the README's figures come from. */
@NullMarked
package dev.keyshelf.bench;

import org.jspecify.annotations.NullMarked;
