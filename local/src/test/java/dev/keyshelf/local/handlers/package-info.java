/** Handlers that the test templates name. */
@NullMarked
package dev.keyshelf.local.handlers;

import org.jspecify.annotations.NullMarked;
