package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.identity.PartnerId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the wanted events of a feed, page by page. A page is not longer than what it examines. */
public final class FeedPages {
  /** The most events that one page examines. */
  public static final int LONGEST_PAGE = 2_000;

  /** The most events in one read of the store. */
  private static final int MOST_READ = 500;

  private final Feeds feeds;

  /** Reads these feeds. */
  public FeedPages(Feeds feeds) {
    this.feeds = feeds;
  }

  /**
   * Some wanted events.
   *
   * @param examinedUpTo the number of the last examined event, wanted or not; the number that the
   *     reader asked with if there is none
   */
  public record Page(List<Event> events, long examinedUpTo) {
    /** Copies the list. */
    public Page {
      events = List.copyOf(events);
    }
  }

  /** Reads a page of the events of some types. */
  public Page after(PartnerId partner, long after, EventTypes types, int limit) {
    return after(partner, after, types, event -> types.contains(event.type()), limit);
  }

  /**
   * Reads a page.
   *
   * @param after the number after which the page starts
   * @param types about what is wanted. If it is all types, a read asks for no more than it needs
   * @param wanted decides which events are wanted
   * @param limit the most events of the page
   */
  public Page after(
      PartnerId partner, long after, EventTypes types, Predicate<Event> wanted, int limit) {
    var found = new ArrayList<Event>();
    var examined = after;
    while (found.size() < limit && examined - after < LONGEST_PAGE) {
      var most = types.patterns().isEmpty() ? limit - found.size() : MOST_READ;
      var events =
          feeds.list(partner, examined, Math.min(most, (int) (after + LONGEST_PAGE - examined)));
      for (var event : events) {
        if (found.size() == limit) {
          break;
        }
        if (wanted.test(event)) {
          found.add(event);
        }
        examined = event.number();
      }
      if (events.isEmpty()) {
        break;
      }
    }
    return new Page(found, examined);
  }
}
