/** API Gateway events to requests, answers to responses, problem+json. Knows no domain. */
@NullMarked
package dev.keyshelf.http;

import org.jspecify.annotations.NullMarked;
