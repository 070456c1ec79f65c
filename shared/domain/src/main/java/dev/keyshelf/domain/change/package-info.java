/** Changes of optional values: what a merge patch (RFC 7396) says of a member. */
@NullMarked
package dev.keyshelf.domain.change;

import org.jspecify.annotations.NullMarked;
