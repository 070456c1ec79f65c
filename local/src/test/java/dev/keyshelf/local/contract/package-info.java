/** Validates every answer of every gateway that a test starts against {@code docs/openapi.yaml}. */
@NullMarked
package dev.keyshelf.local.contract;

import org.jspecify.annotations.NullMarked;
