/** Expressions of requests: conditions, key conditions, projections and updates. */
@NullMarked
package dev.keyshelf.embedded.expression;

import org.jspecify.annotations.NullMarked;
