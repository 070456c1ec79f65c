package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.ArrayList;
import java.util.List;

/** Reads a partner's feed on from any number. */
public final class ReadEvents {
  /** The most events that one page examines. */
  public static final int LONGEST_PAGE = 2_000;

  /** The most events in one read of the store. */
  private static final int MOST_READ = 500;

  private final Feeds feeds;
  private final ActivityLog log;

  /** Reads these feeds and records who reads in the log. */
  public ReadEvents(Feeds feeds, ActivityLog log) {
    this.feeds = feeds;
    this.log = log;
  }

  /** The answer to a reader. */
  public sealed interface Result {
    /**
     * Some events.
     *
     * @param examinedUpTo the number of the last examined event, wanted or not; the number that the
     *     reader asked with if there is none
     */
    record Page(List<Event> events, long examinedUpTo) implements Result {
      /** Copies the list. */
      public Page {
        events = List.copyOf(events);
      }
    }

    /**
     * The reader asked with a number that the feed has not reached.
     *
     * @param last the last number of the feed
     */
    record Beyond(long last) implements Result {}
  }

  /**
   * Records that a user reads the feed, once for each user and UTC hour. A record for each request
   * would be an event itself, so a reader that polls would never come to the end of the feed.
   */
  public void record(PartnerId partner, Act act) {
    log.record(ActivityRecord.ofReading(partner, act, Operation.ACTIVITY_READ, "events"));
  }

  /** Returns the last number of the feed, or 0 if it is empty. */
  public long last(PartnerId partner) {
    return feeds.last(partner);
  }

  /**
   * Reads a page.
   *
   * @param after the number after which the page starts
   * @param limit the most events of the page
   */
  public Result page(PartnerId partner, long after, EventTypes types, int limit) {
    var found = new ArrayList<Event>();
    var examined = after;
    while (found.size() < limit && examined - after < LONGEST_PAGE) {
      var size = size(types, limit - found.size(), (int) (after + LONGEST_PAGE - examined));
      var events = feeds.list(partner, examined, size);
      for (var event : events) {
        if (found.size() == limit) {
          break;
        }
        if (types.contains(event.type())) {
          found.add(event);
        }
        examined = event.number();
      }
      if (events.isEmpty()) {
        break;
      }
    }
    if (examined == after && after > 0) {
      var last = feeds.last(partner);
      if (after > last) {
        return new Result.Beyond(last);
      }
    }
    return new Result.Page(found, examined);
  }

  private static int size(EventTypes types, int wanted, int left) {
    return Math.min(types.patterns().isEmpty() ? wanted : MOST_READ, left);
  }
}
