/** Streams: what changed of a table's items, in order, for a day. */
@NullMarked
package dev.keyshelf.embedded.streams;

import org.jspecify.annotations.NullMarked;
