/** What files are, wherever they come from. */
@NullMarked
package dev.keyshelf.domain.file;

import org.jspecify.annotations.NullMarked;
