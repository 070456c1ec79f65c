/** Handlers that the test templates use. */
@NullMarked
package dev.keyshelf.local.handlers;

import org.jspecify.annotations.NullMarked;
