/** Changes of items: alone or several together, under conditions, apart from each other. */
@NullMarked
package dev.keyshelf.embedded.transactions;

import org.jspecify.annotations.NullMarked;
