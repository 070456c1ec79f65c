/** Reads a partner's event feed over HTTP, from a server that may restart meanwhile. */
@NullMarked
package dev.keyshelf.local.listen;

import org.jspecify.annotations.NullMarked;
