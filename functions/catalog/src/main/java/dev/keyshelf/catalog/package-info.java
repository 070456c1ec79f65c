/** The catalogue: what can be bought, where and at which price. Reads and import. */
@NullMarked
package dev.keyshelf.catalog;

import org.jspecify.annotations.NullMarked;
