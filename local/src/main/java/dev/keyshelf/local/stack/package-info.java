/** A stack on AWS by its name, with an operator's own credentials. */
@NullMarked
package dev.keyshelf.local.stack;

import org.jspecify.annotations.NullMarked;
