/** Invoices, credit notes and statements as tagged PDF, in five languages. */
@NullMarked
package dev.keyshelf.documents.pdf;

import org.jspecify.annotations.NullMarked;
