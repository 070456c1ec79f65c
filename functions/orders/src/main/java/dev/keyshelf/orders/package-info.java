/** Buying software on behalf of a customer, and reading the orders and the software. */
@NullMarked
package dev.keyshelf.orders;

import org.jspecify.annotations.NullMarked;
