package dev.keyshelf.local.feed;

import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.invariant.Invariants;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The feeds of a machine as its table holds them, and how they differ from the logs. */
public final class FeedAndLog {
  private static final String FEED = "FEED#";

  private FeedAndLog() {}

  /** Returns the differences between all feeds and all logs of a machine, in words. */
  public static List<String> differences(Shop shop) {
    return Invariants.violationsOfCompleteFeeds(shop.items());
  }

  /** Hands over all that the stream still has, and returns the differences that remain. */
  public static List<String> differencesAfterTheStream(Shop shop) {
    shop.machine().pump().drain();
    return differences(shop);
  }

  /** Returns all events of a machine by their keys, as they are stored. */
  static Map<String, Map<String, AttributeValue>> events(Shop shop) {
    Map<String, Map<String, AttributeValue>> all = new TreeMap<>();
    for (var item : shop.items()) {
      var partition = text(item, "pk");
      if (partition.startsWith(FEED) && item.containsKey("number")) {
        all.put(partition + " " + text(item, "sk"), item);
      }
    }
    return all;
  }

  /** Returns what a partner's feed holds, in order. */
  static List<Told> of(String partner, Shop shop) {
    return events(shop).values().stream()
        .filter(item -> text(item, "partner").equals(partner))
        .map(Told::of)
        .sorted(Comparator.comparingLong(Told::number))
        .toList();
  }

  static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).s();
  }
}
