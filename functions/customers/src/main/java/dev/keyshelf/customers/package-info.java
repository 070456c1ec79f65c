/** Partners and the customers they buy for. */
@NullMarked
package dev.keyshelf.customers;

import org.jspecify.annotations.NullMarked;
