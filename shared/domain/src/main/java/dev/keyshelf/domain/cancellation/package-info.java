/** Quotes, cancellations and the closing of cancellation windows. */
@NullMarked
package dev.keyshelf.domain.cancellation;

import org.jspecify.annotations.NullMarked;
