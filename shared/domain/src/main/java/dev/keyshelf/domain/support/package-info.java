/** Support requests: a partner's request, its notes and files, and the operator's decision. */
@NullMarked
package dev.keyshelf.domain.support;

import org.jspecify.annotations.NullMarked;
