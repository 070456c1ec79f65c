/** Keys that nobody has bought, and what operators do with them. */
@NullMarked
package dev.keyshelf.domain.stock;

import org.jspecify.annotations.NullMarked;
