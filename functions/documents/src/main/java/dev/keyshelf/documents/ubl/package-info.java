/** E-invoices: UBL 2.1 by EN 16931 and Peppol BIS Billing 3. */
@NullMarked
package dev.keyshelf.documents.ubl;

import org.jspecify.annotations.NullMarked;
