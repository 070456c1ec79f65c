/** Sends random requests to two endpoints, whose answers must agree. */
@NullMarked
package dev.keyshelf.embedded.differential;

import org.jspecify.annotations.NullMarked;
