/** Charges, credit notes and the monthly invoices made from them. */
@NullMarked
package dev.keyshelf.domain.billing;

import org.jspecify.annotations.NullMarked;
