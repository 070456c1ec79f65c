/** A partner's price lists for its customers, and the same ledger entries at these prices. */
@NullMarked
package dev.keyshelf.domain.resale;

import org.jspecify.annotations.NullMarked;
