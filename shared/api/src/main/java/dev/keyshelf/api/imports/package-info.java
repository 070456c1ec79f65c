/** The edge of the functions that import: an operator's files in, a report of every fault out. */
@NullMarked
package dev.keyshelf.api.imports;

import org.jspecify.annotations.NullMarked;
