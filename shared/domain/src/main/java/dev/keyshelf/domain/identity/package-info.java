/** Typed ids, with which each package of the domain refers to the objects of others. */
@NullMarked
package dev.keyshelf.domain.identity;

import org.jspecify.annotations.NullMarked;
