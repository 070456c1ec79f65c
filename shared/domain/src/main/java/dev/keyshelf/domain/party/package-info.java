/** The parties of invoices: who issues them, and who receives them, as documents name them. */
@NullMarked
package dev.keyshelf.domain.party;

import org.jspecify.annotations.NullMarked;
