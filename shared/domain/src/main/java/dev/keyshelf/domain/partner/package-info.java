/** Partners: the resellers that call the API and get the invoices. */
@NullMarked
package dev.keyshelf.domain.partner;

import org.jspecify.annotations.NullMarked;
