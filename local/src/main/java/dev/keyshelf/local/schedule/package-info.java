/** Schedule expressions, their next instants, and the clockwork that fires functions. */
@NullMarked
package dev.keyshelf.local.schedule;

import org.jspecify.annotations.NullMarked;
