/** Webhooks: keeping them, and sending the events of their partner's feed to them. */
@NullMarked
package dev.keyshelf.webhooks;

import org.jspecify.annotations.NullMarked;
