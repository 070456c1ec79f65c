/** Files that are too large for an answer. */
@NullMarked
package dev.keyshelf.domain.export;

import org.jspecify.annotations.NullMarked;
