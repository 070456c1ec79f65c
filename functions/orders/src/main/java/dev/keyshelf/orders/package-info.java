/** Buying software on behalf of a customer, and what was bought. */
@NullMarked
package dev.keyshelf.orders;

import org.jspecify.annotations.NullMarked;
