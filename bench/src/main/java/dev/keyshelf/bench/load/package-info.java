/** What figures are taken of: a shop, its clients and what they do, and their latencies. */
@NullMarked
package dev.keyshelf.bench.load;

import org.jspecify.annotations.NullMarked;
