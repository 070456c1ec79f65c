package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.domain.feed.Feeds;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The event feeds in DynamoDB. Each batch is one transaction: the head with the last number, and
 * for each record its event and the mark that it is published.
 */
final class DynamoFeeds implements Feeds {
  /** The events of one partition. */
  static final long BLOCK = 100_000;

  /** A transaction has at most 100 actions: one for the head, and two for each record. */
  private static final int MOST_RECORDS = 49;

  /** A transaction has at most 4 MB. This counts characters of events, which it repeats in part. */
  private static final int MOST_CHARACTERS = 500_000;

  private static final int PAGE = 500;

  private final Table table;
  private final long blockSize;

  /** Creates feeds with blocks of this many events. */
  DynamoFeeds(Table table, long blockSize) {
    this.table = table;
    this.blockSize = blockSize;
  }

  @Override
  public int publish(PartnerId partner, List<ActivityRecord> records) {
    // A transaction may name each item once.
    Map<Key, ActivityRecord> once = new LinkedHashMap<>();
    for (var record : records) {
      if (!record.partner().equals(partner)) {
        throw new IllegalArgumentException("a record of another partner");
      }
      once.putIfAbsent(FeedItems.numberKey(record), record);
    }
    var published = 0;
    var batch = new ArrayList<ActivityRecord>();
    var characters = 0;
    for (var record : once.values()) {
      var size = ActivityItems.item(record).values().toString().length();
      if (batch.size() == MOST_RECORDS
          || (!batch.isEmpty() && characters + size > MOST_CHARACTERS)) {
        published += publishTogether(partner, List.copyOf(batch));
        batch.clear();
        characters = 0;
      }
      batch.add(record);
      characters += size;
    }
    return batch.isEmpty() ? published : published + publishTogether(partner, batch);
  }

  private int publishTogether(PartnerId partner, List<ActivityRecord> batch) {
    var attempt = new Attempt(partner, batch);
    return Attempts.until(attempt::publish);
  }

  /** Attempts to publish a batch. Only after a failed one it asks which records have numbers. */
  private final class Attempt {
    private final PartnerId partner;
    private final List<ActivityRecord> batch;
    private boolean isSecond;

    Attempt(PartnerId partner, List<ActivityRecord> batch) {
      this.partner = partner;
      this.batch = batch;
    }

    Optional<Integer> publish() {
      var last = last(partner);
      var left = isSecond ? withoutNumber() : batch;
      isSecond = true;
      if (left.isEmpty()) {
        return Optional.of(0);
      }
      var transaction = table.writes().transaction();
      transaction.put(
          Item.at(FeedKeys.head(partner)).with(FeedItems.LAST, last + left.size()),
          last == 0 ? "attribute_not_exists(" + Keys.PARTITION + ")" : FeedItems.LAST + " = :seen",
          last == 0 ? Map.of() : Map.of(":seen", AttributeValue.fromN(Long.toString(last))));
      var number = last;
      for (var record : left) {
        number++;
        var event = new Event(number, record);
        transaction.add(FeedItems.number(record, number));
        transaction.add(FeedItems.event(event, FeedKeys.block(partner, number / blockSize)));
      }
      return table.writes().commit(transaction) == Commit.DONE
          ? Optional.of(left.size())
          : Optional.empty();
    }

    private List<ActivityRecord> withoutNumber() {
      var numbered =
          table.get(batch.stream().map(FeedItems::numberKey).toList()).stream()
              .map(Item::key)
              .collect(Collectors.toSet());
      return batch.stream()
          .filter(record -> !numbered.contains(FeedItems.numberKey(record)))
          .toList();
    }
  }

  @Override
  public long last(PartnerId partner) {
    return table.get(FeedKeys.head(partner)).map(head -> head.number(FeedItems.LAST)).orElse(0L);
  }

  @Override
  public List<Event> list(PartnerId partner, long after, int limit) {
    var next = after + 1;
    var block = next / blockSize;
    // A block ends before its last number plus one, and a query of it ends there by itself.
    var range =
        Table.Range.between(
            FeedKeys.block(partner, block),
            FeedKeys.sort(next),
            FeedKeys.sort((block + 1) * blockSize - 1));
    var events = new ArrayList<Event>();
    Table.Page page;
    @Nullable String from = null;
    do {
      page = table.query(range, limit - events.size(), from);
      for (var item : page.items()) {
        from = item.text(Keys.SORT);
        // A query can see a part of a transaction. What it does not see yet must not be skipped.
        if (item.number(FeedItems.NUMBER) != next) {
          return events;
        }
        events.add(FeedItems.event(item));
        next++;
      }
    } while (page.more() && events.size() < limit);
    return events;
  }

  @Override
  public Unnumbered unnumbered(PartnerId partner, Instant from, Instant to, int limit) {
    var found = new ArrayList<ActivityRecord>();
    var malformed = new ArrayList<Malformed>();
    for (var day = day(from); !day.isAfter(day(to)); day = day.plusDays(1)) {
      var range =
          Table.Range.between(Keys.activityOf(partner, day), Keys.time(from), Keys.time(to));
      Table.Page page;
      @Nullable String after = null;
      do {
        page = table.query(range, PAGE, after);
        var numbered = numbered(partner, day, page.items());
        for (var item : page.items()) {
          after = item.text(Keys.SORT);
          if (numbered.contains(after)) {
            continue;
          }
          record(partner, item).ifPresentOrElse(found::add, () -> malformed.add(malformed(item)));
          if (found.size() == limit) {
            return new Unnumbered(found, malformed);
          }
        }
      } while (page.more());
    }
    return new Unnumbered(found, malformed);
  }

  private Set<String> numbered(PartnerId partner, LocalDate day, List<Item> items) {
    if (items.isEmpty()) {
      return Set.of();
    }
    Function<Item, String> sort = item -> item.text(Keys.SORT);
    var range =
        Table.Range.between(
            FeedKeys.numbersOf(partner, day),
            sort.apply(items.getFirst()),
            sort.apply(items.getLast()));
    var numbered = new HashSet<String>();
    table.query(range).forEach(item -> numbered.add(sort.apply(item)));
    return numbered;
  }

  /** Returns the record of a log item; empty if it is none, or lies under a key of another one. */
  private static Optional<ActivityRecord> record(PartnerId partner, Item item) {
    return LoggedRecords.of(partner, item);
  }

  private static Malformed malformed(Item item) {
    var sort = item.text(Keys.SORT);
    return new Malformed(item.text(Keys.PARTITION) + " " + sort, time(sort));
  }

  private static Optional<Instant> time(String sort) {
    try {
      return Optional.of(Instant.parse(sort.substring(0, Math.max(0, sort.indexOf('#')))));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
