/** Files that are too large for a response. */
@NullMarked
package dev.keyshelf.domain.export;

import org.jspecify.annotations.NullMarked;
