/** Partners: the resellers who call us and are invoiced. */
@NullMarked
package dev.keyshelf.domain.partner;

import org.jspecify.annotations.NullMarked;
