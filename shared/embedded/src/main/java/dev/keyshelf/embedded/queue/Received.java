package dev.keyshelf.embedded.queue;

import java.time.Instant;

/**
 * A message in the hands of a consumer.
 *
 * @param receipt the handle of this one receipt, with which the consumer deletes or postpones it
 * @param receives how often it has been received, this time included
 */
public record Received(
    String id,
    String receipt,
    String group,
    String deduplication,
    String body,
    String sequence,
    Instant sentAt,
    Instant firstReceivedAt,
    int receives) {}
