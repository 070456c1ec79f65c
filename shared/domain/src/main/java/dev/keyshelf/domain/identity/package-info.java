/** Typed ids: how one room of the business speaks of another room's things. */
@NullMarked
package dev.keyshelf.domain.identity;

import org.jspecify.annotations.NullMarked;
