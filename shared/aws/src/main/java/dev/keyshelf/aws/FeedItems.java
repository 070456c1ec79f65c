package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.ZoneOffset;
import java.util.HashMap;

/**
 * Converts events to items and back. An event's item repeats the record, so that reads are flat.
 */
final class FeedItems {
  static final String NUMBER = "number";
  static final String LAST = "lastNumber";
  private static final String PARTNER = "partner";

  private FeedItems() {}

  /** Returns the item of an event. The copy to a bus reads its type, partner and subjectPath. */
  static Item event(Event event, String partition) {
    var record = event.record();
    var copy = Item.of(new HashMap<>(ActivityItems.item(record).values()));
    return copy.with(Keys.PARTITION, partition)
        .with(Keys.SORT, FeedKeys.sort(event.number()))
        .with(NUMBER, event.number())
        .with(PARTNER, record.partner().value())
        .with("type", event.type().name())
        .withText("subjectPath", event.subject());
  }

  static Event event(Item item) {
    var partner = new PartnerId(item.text(PARTNER));
    return new Event(item.number(NUMBER), ActivityItems.record(partner, item));
  }

  /** Returns the item that marks a record as published. */
  static Item number(ActivityRecord record, long number) {
    return Item.at(numberKey(record)).with(NUMBER, number);
  }

  static Key numberKey(ActivityRecord record) {
    var key = Keys.activity(record.partner(), record.at(), record.id());
    return FeedKeys.number(
        record.partner(), record.at().atZone(ZoneOffset.UTC).toLocalDate(), key.sort());
  }
}
