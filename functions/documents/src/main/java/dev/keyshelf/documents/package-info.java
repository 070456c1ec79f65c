/** Documents as PDF and as e-invoices: rendering them, and keeping what was rendered. */
@NullMarked
package dev.keyshelf.documents;

import org.jspecify.annotations.NullMarked;
