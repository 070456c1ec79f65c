/** Items and their attribute values: what they hold, how large they are, how they are ordered. */
@NullMarked
package dev.keyshelf.embedded.items;

import org.jspecify.annotations.NullMarked;
