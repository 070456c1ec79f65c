/** The one-machine cloud, started as its users start it, beside programs that others wrote. */
@NullMarked
package dev.keyshelf.interop;

import org.jspecify.annotations.NullMarked;
