package dev.keyshelf.local.feed;

import dev.keyshelf.local.api.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares the events of each feed with the records of its log, item by item. */
public final class FeedAndLog {
  private static final String LOG = "ACTIVITY#";
  private static final String FEED = "FEED#";
  private static final String MARKS = "NUMBERED#";

  /** What an event has besides its record. */
  private static final Set<String> OF_THE_EVENT =
      Set.of("pk", "sk", "number", "partner", "type", "subjectPath");

  private final Map<String, Map<String, AttributeValue>> records = new TreeMap<>();
  private final Map<String, Long> marks = new HashMap<>();
  private final Map<String, TreeMap<Long, Map<String, AttributeValue>>> events = new TreeMap<>();
  private final Map<String, Long> heads = new HashMap<>();
  private final List<String> differences = new ArrayList<>();

  private FeedAndLog(Shop shop) {
    for (var item : shop.items()) {
      var partition = text(item, "pk");
      if (partition.startsWith(LOG)) {
        var ofTheRecord = new TreeMap<>(item);
        ofTheRecord.keySet().removeAll(Set.of("pk", "sk"));
        records.put(place(partition.substring(LOG.length()), item), ofTheRecord);
      } else if (partition.startsWith(MARKS)) {
        marks.put(place(partition.substring(MARKS.length()), item), number(item, "number"));
      } else if (partition.startsWith(FEED) && item.containsKey("number")) {
        events
            .computeIfAbsent(text(item, "partner"), _ -> new TreeMap<>())
            .put(number(item, "number"), item);
      } else if (partition.startsWith(FEED)) {
        heads.put(partition.substring(FEED.length()), number(item, "lastNumber"));
      }
    }
  }

  /** Returns the differences between all feeds and all logs of a machine, in words. */
  public static List<String> differences(Shop shop) {
    var both = new FeedAndLog(shop);
    both.compare();
    return both.differences;
  }

  /** Returns all events of a machine by feed and number, as they are stored. */
  static Map<String, Map<String, AttributeValue>> events(Shop shop) {
    Map<String, Map<String, AttributeValue>> all = new TreeMap<>();
    new FeedAndLog(shop)
        .events.forEach(
            (partner, feed) -> feed.forEach((number, item) -> all.put(partner + number, item)));
    return all;
  }

  private void compare() {
    var missing = new TreeSet<>(records.keySet());
    events.forEach(
        (partner, feed) -> {
          if (feed.firstKey() != 1 || feed.lastKey() != feed.size()) {
            differences.add("a gap in the feed of %s: %s".formatted(partner, feed.keySet()));
          }
          if (!Long.valueOf(feed.size()).equals(heads.get(partner))) {
            differences.add(
                "the head of %s is at %s of %s"
                    .formatted(partner, heads.get(partner), feed.size()));
          }
          feed.forEach((number, event) -> compare(partner, number, event, missing));
        });
    missing.forEach(place -> differences.add("not in the feed: " + place));
    if (marks.size() != records.size()) {
      differences.add("%s marks of %s records".formatted(marks.size(), records.size()));
    }
  }

  private void compare(
      String partner, long number, Map<String, AttributeValue> event, Set<String> missing) {
    var at = text(event, "at");
    var place = "%s#%s %s#%s".formatted(partner, at.substring(0, 10), at, text(event, "id"));
    if (!missing.remove(place)) {
      differences.add("in the feed twice, or not in the log: " + place);
      return;
    }
    if (!Long.valueOf(number).equals(marks.get(place))) {
      differences.add("%s is marked as %s: %s".formatted(number, marks.get(place), place));
    }
    var ofTheRecord = new TreeMap<>(event);
    ofTheRecord.keySet().removeAll(OF_THE_EVENT);
    if (!ofTheRecord.equals(records.get(place))) {
      differences.add("another record than in the log: " + place);
    }
  }

  private static String place(String partnerAndDay, Map<String, AttributeValue> item) {
    return partnerAndDay + " " + text(item, "sk");
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name)).s();
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(Objects.requireNonNull(item.get(name)).n());
  }
}
