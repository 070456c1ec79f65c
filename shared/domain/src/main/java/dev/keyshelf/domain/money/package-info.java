/** Amounts of money in minor units, with their currency. */
@NullMarked
package dev.keyshelf.domain.money;

import org.jspecify.annotations.NullMarked;
