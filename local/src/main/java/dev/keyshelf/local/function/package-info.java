/** Runs the declared handlers as Lambda does: with its serializers and a context. */
@NullMarked
package dev.keyshelf.local.function;

import org.jspecify.annotations.NullMarked;
