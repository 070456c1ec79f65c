/** The edge of the functions that import: they read an operator's files and report every fault. */
@NullMarked
package dev.keyshelf.api.imports;

import org.jspecify.annotations.NullMarked;
