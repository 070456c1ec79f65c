/** Charges and credits, by month. */
@NullMarked
package dev.keyshelf.domain.billing;

import org.jspecify.annotations.NullMarked;
