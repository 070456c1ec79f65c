/** Customers: the organisations that partners buy for. */
@NullMarked
package dev.keyshelf.domain.customer;

import org.jspecify.annotations.NullMarked;
