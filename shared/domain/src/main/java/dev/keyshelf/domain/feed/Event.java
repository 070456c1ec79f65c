package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.activity.ActivityRecord;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A record of the activity log with its place in its partner's feed.
 *
 * @param number the place, from 1 and without a gap; it never changes
 */
public record Event(long number, ActivityRecord record) {
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._=-]{1,128}");

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
   * Returns the id of the request, upload or run that caused it; empty if the id is one that an
   * operator chose in other characters than ids have.
   */
  public Optional<String> requestId() {
    return Optional.of(record.requestId()).filter(id -> REQUEST_ID.matcher(id).matches());
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
