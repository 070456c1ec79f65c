/** Sends requests to receivers, and to nobody else. */
@NullMarked
package dev.keyshelf.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
