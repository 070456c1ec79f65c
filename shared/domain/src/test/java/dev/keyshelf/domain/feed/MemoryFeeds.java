package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A partner's log and feed in memory, which remember the reads of them. */
final class MemoryFeeds implements Feeds, FeedProgress {
  static final PartnerId PARTNER = new PartnerId("partner-a");

  /** A list ends with a block, although there are more events. */
  private static final int BLOCK = 300;

  /** The records and malformed items of the log. */
  private final TreeMap<String, Object> log = new TreeMap<>();

  private final List<Event> events = new ArrayList<>();
  private final Set<String> numbered = new HashSet<>();
  private final Map<PartnerId, Compared> notes = new HashMap<>();
  final List<Integer> limits = new ArrayList<>();
  boolean isOut;

  static ActivityRecord recordAt(Instant at, Operation operation) {
    var act = new Act(new Actor.User("ada", Set.of("GlobalAdmin")), at, "request");
    return ActivityRecord.of(PARTNER, act, operation, Subject.none());
  }

  /** Adds a record to the log. */
  ActivityRecord logged(Instant at) {
    var record = recordAt(at, Operation.CUSTOMER_CHANGED);
    log.put(at + record.id(), record);
    return record;
  }

  /** Adds an item to the log that is no record. */
  void malformedAt(Instant at, String key) {
    log.put(at.toString(), new Malformed(key, Optional.of(at)));
  }

  /** Turns the items that are no records into records, as a release does that knows them. */
  void readable() {
    log.replaceAll(
        (_, item) ->
            item instanceof Malformed unread
                ? recordAt(unread.at().orElseThrow(), Operation.ORDER_PLACED)
                : item);
  }

  /** Publishes records of these operations. */
  void published(Operation... operations) {
    for (var operation : operations) {
      publish(PARTNER, List.of(recordAt(Instant.EPOCH, operation)));
    }
  }

  /** Returns the published records in their order. */
  List<ActivityRecord> records() {
    return events.stream().map(Event::record).toList();
  }

  @Override
  public int publish(PartnerId partner, List<ActivityRecord> records) {
    if (isOut) {
      throw new IllegalStateException("broken");
    }
    var before = events.size();
    records.stream()
        .filter(record -> numbered.add(record.id()))
        .forEach(record -> events.add(new Event(events.size() + 1L, record)));
    return events.size() - before;
  }

  @Override
  public long last(PartnerId partner) {
    return partner.equals(PARTNER) ? events.size() : 0;
  }

  @Override
  public List<Event> list(PartnerId partner, long after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a list has at least one event");
    }
    limits.add(limit);
    var inBlock = Math.min(limit, BLOCK - after % BLOCK);
    return partner.equals(PARTNER)
        ? events.stream().skip(after).limit(inBlock).toList()
        : List.of();
  }

  @Override
  public Unnumbered unnumbered(PartnerId partner, Instant from, Instant to, int limit) {
    var found = new ArrayList<ActivityRecord>();
    var malformed = new ArrayList<Malformed>();
    for (var item : log.subMap(from.toString(), to.toString()).values()) {
      if (found.size() == limit) {
        break;
      }
      if (item instanceof ActivityRecord record) {
        if (!numbered.contains(record.id())) {
          found.add(record);
        }
      } else if (item instanceof Malformed unread) {
        malformed.add(unread);
      }
    }
    return new Unnumbered(found, malformed);
  }

  @Override
  public Optional<Compared> find(PartnerId partner) {
    return Optional.ofNullable(notes.get(partner));
  }

  @Override
  public void note(PartnerId partner, Compared compared) {
    notes.merge(partner, compared, (old, next) -> next.to().isAfter(old.to()) ? next : old);
  }
}
