/** The domain's words on the wire: what the handlers of every capability share. */
@NullMarked
package dev.keyshelf.api;

import org.jspecify.annotations.NullMarked;
