/** Items and their attribute values: their types, sizes, order, JSON and stored bytes. */
@NullMarked
package dev.keyshelf.embedded.items;

import org.jspecify.annotations.NullMarked;
