/** Copies of all data: made while a server runs, checked, and made a data folder again. */
@NullMarked
package dev.keyshelf.local.backup;

import org.jspecify.annotations.NullMarked;
