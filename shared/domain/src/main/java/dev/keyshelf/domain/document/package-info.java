/** Documents: invoices and credit notes as finance files them, rendered once and kept. */
@NullMarked
package dev.keyshelf.domain.document;

import org.jspecify.annotations.NullMarked;
