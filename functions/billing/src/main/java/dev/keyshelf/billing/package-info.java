/** The charges and credits of a month. */
@NullMarked
package dev.keyshelf.billing;

import org.jspecify.annotations.NullMarked;
