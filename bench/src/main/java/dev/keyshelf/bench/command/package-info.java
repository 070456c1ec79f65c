/** Compares commands with the bare SDK, which sends the same requests to a separate store. */
@NullMarked
package dev.keyshelf.bench.command;

import org.jspecify.annotations.NullMarked;
