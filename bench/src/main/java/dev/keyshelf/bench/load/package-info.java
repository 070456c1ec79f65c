/** The load of the measurements: clients, their calls, their data and their latencies. */
@NullMarked
package dev.keyshelf.bench.load;

import org.jspecify.annotations.NullMarked;
