/** What can be bought, where and at which price: the reads and the import. */
@NullMarked
package dev.keyshelf.catalog;

import org.jspecify.annotations.NullMarked;
