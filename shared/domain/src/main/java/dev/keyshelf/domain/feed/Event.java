package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.activity.ActivityRecord;
import java.util.Optional;

/**
 * A record of the activity log with its place in its partner's feed.
 *
 * @param number the place, from 1 and without a gap; it never changes
 */
public record Event(long number, ActivityRecord record) {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Event {
    if (number < 1) {
      throw new IllegalArgumentException("a feed's numbers start at 1, was " + number);
    }
  }

  /** Returns what happened. */
  public EventType type() {
    return EventType.of(record.operation(), record.outcome());
  }

  /**
   * Returns the path of the object that it is about, without {@code /v1/}; empty if it is about no
   * single object.
   */
  public Optional<String> subject() {
    var about = record.subject();
    var customer = about.customer().map(id -> "customers/" + id);
    return about
        .supportRequest()
        .map(id -> "support-requests/" + id)
        .or(() -> path(customer, "/software/", about.entitlement()))
        .or(() -> path(customer, "/orders/", about.order()))
        .or(() -> customer)
        .or(() -> about.document().map(document -> "invoices/" + document.month()))
        .or(() -> about.webhook().map(id -> "webhooks/" + id));
  }

  private static Optional<String> path(Optional<String> owner, String kind, Optional<?> id) {
    return owner.flatMap(path -> id.map(found -> path + kind + found));
  }
}
