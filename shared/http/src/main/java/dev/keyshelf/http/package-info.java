/**
 * Converts API Gateway events to requests, and answers and problems to responses. Knows nothing of
 * the domain.
 */
@NullMarked
package dev.keyshelf.http;

import org.jspecify.annotations.NullMarked;
