/** Runs the declared handlers as Lambda would: through its serializer, with a context. */
@NullMarked
package dev.keyshelf.local.function;

import org.jspecify.annotations.NullMarked;
