/** What makes a retried command run once: keys, fingerprints and stored answers. */
@NullMarked
package dev.keyshelf.domain.once;

import org.jspecify.annotations.NullMarked;
