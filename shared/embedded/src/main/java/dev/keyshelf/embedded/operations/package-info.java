/** The operations of the API: what each takes, in which order it is checked, what it answers. */
@NullMarked
package dev.keyshelf.embedded.operations;

import org.jspecify.annotations.NullMarked;
