/** Measures commands against the bare SDK that sends the same requests to a store of its own. */
@NullMarked
package dev.keyshelf.bench.command;

import org.jspecify.annotations.NullMarked;
