package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.feed.EventType;
import java.time.Duration;
import java.time.Instant;

/**
 * One attempt to deliver an event.
 *
 * @param id a ULID, so that attempts sort by their time
 * @param number the event's number in the feed
 * @param eventId the event's id, which the receiver got as {@code webhook-id}
 * @param attempt which attempt in a row it is, from 1
 * @param at when it began
 * @param took how long it took
 */
public record Delivery(
    String id,
    long number,
    String eventId,
    EventType type,
    int attempt,
    Instant at,
    Duration took,
    DeliveryResult result) {
  /** How long attempts are kept. */
  public static final Duration KEPT = Duration.ofDays(30);
}
