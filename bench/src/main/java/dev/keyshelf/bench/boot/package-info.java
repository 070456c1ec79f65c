/** How long the command line takes to start. */
@NullMarked
package dev.keyshelf.bench.boot;

import org.jspecify.annotations.NullMarked;
