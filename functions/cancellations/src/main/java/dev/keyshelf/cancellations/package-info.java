/** Quotes, cancellations and the closing of cancellation windows. */
@NullMarked
package dev.keyshelf.cancellations;

import org.jspecify.annotations.NullMarked;
