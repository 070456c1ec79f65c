/** Parses and applies the expressions of requests: conditions, projections and updates. */
@NullMarked
package dev.keyshelf.embedded.expression;

import org.jspecify.annotations.NullMarked;
