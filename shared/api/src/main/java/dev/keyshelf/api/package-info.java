/** Shared code of all handlers: the edges of functions, and the domain's types in JSON. */
@NullMarked
package dev.keyshelf.api;

import org.jspecify.annotations.NullMarked;
