/** The version of the running release. */
@NullMarked
package dev.keyshelf.local.release;

import org.jspecify.annotations.NullMarked;
