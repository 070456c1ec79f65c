/** Exports a partner's invoices, with all their files, into a folder that can be checked later. */
@NullMarked
package dev.keyshelf.local.invoices;

import org.jspecify.annotations.NullMarked;
