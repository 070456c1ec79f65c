/** The seals of the activity log, which prove that the log is as it was written. */
@NullMarked
package dev.keyshelf.domain.sealing;

import org.jspecify.annotations.NullMarked;
