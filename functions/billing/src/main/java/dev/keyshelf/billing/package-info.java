/** Invoices: issuing and reading them. */
@NullMarked
package dev.keyshelf.billing;

import org.jspecify.annotations.NullMarked;
