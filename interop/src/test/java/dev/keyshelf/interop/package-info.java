/** Tests of the one-machine cloud, started as its users start it, with third-party programs. */
@NullMarked
package dev.keyshelf.interop;

import org.jspecify.annotations.NullMarked;
