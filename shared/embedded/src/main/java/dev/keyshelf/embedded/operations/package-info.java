/** The operations of the API: their parameters, the order of their checks, and their answers. */
@NullMarked
package dev.keyshelf.embedded.operations;

import org.jspecify.annotations.NullMarked;
