/** Faults that only the user of the command line can correct. */
@NullMarked
package dev.keyshelf.local.fault;

import org.jspecify.annotations.NullMarked;
