package dev.keyshelf.domain.webhook;

import java.time.Instant;

/**
 * One event as it is sent, as Standard Webhooks defines it.
 *
 * @param id the header {@code webhook-id}
 * @param at the header {@code webhook-timestamp}, in whole seconds
 * @param signature the header {@code webhook-signature}
 * @param body the event in JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Messages are never compared.
public record WebhookMessage(String id, Instant at, String signature, byte[] body) {}
