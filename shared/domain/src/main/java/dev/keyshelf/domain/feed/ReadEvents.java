package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.List;

/** Reads a partner's feed on from any number. */
public final class ReadEvents {
  private final Feeds feeds;
  private final FeedPages pages;
  private final ActivityLog log;

  /** Reads these feeds and records who reads in the log. */
  public ReadEvents(Feeds feeds, ActivityLog log) {
    this.feeds = feeds;
    this.pages = new FeedPages(feeds);
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
    var page = pages.after(partner, after, types, limit);
    if (page.examinedUpTo() == after && after > 0) {
      var last = feeds.last(partner);
      if (after > last) {
        return new Result.Beyond(last);
      }
    }
    return new Result.Page(page.events(), page.examinedUpTo());
  }
}
