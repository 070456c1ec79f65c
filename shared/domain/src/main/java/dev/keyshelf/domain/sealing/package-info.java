/** The seals of the activity log: what proves that it is as it was written. */
@NullMarked
package dev.keyshelf.domain.sealing;

import org.jspecify.annotations.NullMarked;
