/** Changes of items: single or in transactions, with conditions, isolated from each other. */
@NullMarked
package dev.keyshelf.embedded.transactions;

import org.jspecify.annotations.NullMarked;
