/** Product keys: pools, issue and reveal. */
@NullMarked
package dev.keyshelf.domain.key;

import org.jspecify.annotations.NullMarked;
