package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.activity.Span;
import java.time.Instant;
import java.util.Optional;

/**
 * One event as it is sent, as Standard Webhooks defines it.
 *
 * @param id the header {@code webhook-id}
 * @param at the header {@code webhook-timestamp}, in whole seconds
 * @param signature the header {@code webhook-signature}
 * @param body the event in JSON
 * @param requestId the header {@code x-request-id}: the request that caused the event
 * @param span the headers {@code traceparent} and {@code tracestate}, with a span of this attempt
 */
@SuppressWarnings("ArrayRecordComponent") // Messages are never compared.
public record WebhookMessage(
    String id,
    Instant at,
    String signature,
    byte[] body,
    Optional<String> requestId,
    Optional<Span> span) {}
