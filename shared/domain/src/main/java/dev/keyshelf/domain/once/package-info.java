/** Idempotency: keys, fingerprints and stored answers, which make a retried command run once. */
@NullMarked
package dev.keyshelf.domain.once;

import org.jspecify.annotations.NullMarked;
