/** Webhooks: each one sends its partner's feed to an address, from a position on and in order. */
@NullMarked
package dev.keyshelf.domain.webhook;

import org.jspecify.annotations.NullMarked;
