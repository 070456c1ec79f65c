/** Streams: the changes of a table's items, in order, kept for 24 hours. */
@NullMarked
package dev.keyshelf.embedded.streams;

import org.jspecify.annotations.NullMarked;
