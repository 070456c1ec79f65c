/** The conditions that operators should know of. */
@NullMarked
package dev.keyshelf.domain.alarm;

import org.jspecify.annotations.NullMarked;
