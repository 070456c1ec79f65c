package dev.keyshelf.local.invariant;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.feed.EventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Each event of a feed is a record of its partner's log, and each record is one event at most. The
 * numbers of a feed start at 1 and have no gap. Each event is in the place of its number and has
 * one mark, and the head has the last number.
 */
final class FeedRule implements Rule {
  private static final String INVARIANT = "feed";
  private static final String LOG = "ACTIVITY#";
  private static final String FEED = "FEED#";
  private static final String MARKS = "NUMBERED#";
  private static final String HEAD = "-";

  /** The events of one partition. */
  private static final long BLOCK = 100_000;

  /** The attributes that an event has besides those of its record. */
  private static final Set<String> OF_THE_EVENT =
      Set.of("number", "partner", "type", "subjectPath");

  private static final Set<String> KEYS = Set.of("pk", "sk");

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, List<Row>> feeds = new TreeMap<>();
    for (var row : kept.rows(FEED, "")) {
      if (!row.sort().equals(HEAD)) {
        feeds.computeIfAbsent(row.text("partner"), _ -> new ArrayList<>()).add(row);
      }
    }
    Map<String, Row> marks = new TreeMap<>();
    kept.rows(MARKS, "").forEach(mark -> marks.put(mark.key(), mark));
    feeds.forEach((partner, events) -> check(kept, partner, events, marks, violations));
    for (var head : kept.rows(FEED, HEAD)) {
      violations.unless(
          feeds.containsKey(head.partition().substring(FEED.length())),
          INVARIANT,
          head,
          "is the head of no event");
    }
    marks.values().forEach(mark -> violations.unless(false, INVARIANT, mark, "marks no event"));
  }

  /** Adds a violation for each record of the log that is in no feed. */
  static void checkCompleteness(Kept kept, Violations violations) {
    for (var row : kept.rows(LOG, "")) {
      violations.unless(
          kept.find(MARKS + row.partition().substring(LOG.length()), row.sort()).isPresent(),
          INVARIANT,
          row,
          "is in no feed");
    }
  }

  private static void check(
      Kept kept, String partner, List<Row> events, Map<String, Row> marks, Violations violations) {
    events.sort(Comparator.comparingLong(event -> event.number("number")));
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i);
      violations.unlessSame(event.number("number"), i + 1L, INVARIANT, event, "its number");
      check(kept, partner, event, marks, violations);
    }
    violations.unlessSame(
        kept.find(FEED + partner, HEAD).map(head -> head.number("lastNumber")).orElse(0L),
        events.getLast().number("number"),
        INVARIANT,
        events.getLast(),
        "the number in the head");
  }

  private static void check(
      Kept kept, String partner, Row event, Map<String, Row> marks, Violations violations) {
    long number = event.number("number");
    violations.unless(
        event
            .key()
            .equals(
                String.format(Locale.ROOT, "%s%s#%s %019d", FEED, partner, number / BLOCK, number)),
        INVARIANT,
        event,
        "is not in the place of number %s of %s".formatted(number, partner));
    var at = event.text("at");
    var day = partner + "#" + at.substring(0, Math.min(at.length(), "2026-11-30".length()));
    var sort = at + "#" + event.text("id");
    var record = kept.find(LOG + day, sort);
    violations.unless(
        record.filter(there -> without(KEYS, there).equals(ofTheRecord(event))).isPresent(),
        INVARIANT,
        event,
        "does not say what the log says at " + day + " " + sort);
    record.ifPresent(
        there ->
            violations.unless(
                event.text("type").equals(type(there)), INVARIANT, event, "has another type"));
    var mark = marks.remove(MARKS + day + " " + sort);
    violations.unless(mark != null, INVARIANT, event, "has no mark of its own");
    violations.unless(
        mark == null
            || without(KEYS, mark).equals(Map.of("number", AttributeValue.fromN("" + number))),
        INVARIANT,
        event,
        "is marked as another");
  }

  private static String type(Row row) {
    var operation = Operation.valueOf(row.text("operation"));
    return EventType.of(operation, Outcome.valueOf(row.text("outcome"))).name();
  }

  private static Map<String, AttributeValue> ofTheRecord(Row event) {
    var values = without(KEYS, event);
    values.keySet().removeAll(OF_THE_EVENT);
    return values;
  }

  private static Map<String, AttributeValue> without(Set<String> names, Row row) {
    var values = new TreeMap<>(row.values());
    values.keySet().removeAll(names);
    return values;
  }
}
