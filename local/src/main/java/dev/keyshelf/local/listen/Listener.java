package dev.keyshelf.local.listen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.listen.FeedAnswer.Away;
import dev.keyshelf.local.listen.FeedAnswer.Page;
import dev.keyshelf.local.listen.FeedAnswer.Refused;
import dev.keyshelf.local.machine.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Follows a feed. It reads on from the last number that it examined, so a server that restarts or
 * fails for a while costs time, and no event.
 */
public final class Listener {
  /** The number of seconds that a server may hold an answer. */
  private static final int WAIT_SECONDS = 20;

  /** The pause after an answer without news that the server did not hold. */
  private static final Duration IDLE_PAUSE = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Feed feed;
  private final Supplier<Optional<Endpoint>> endpoint;
  private final Predicate<String> sink;
  private final Consumer<String> notice;

  private Duration pause = FIRST_PAUSE;
  private boolean isAway;

  /**
   * Creates a listener.
   *
   * @param endpoint where to read; asked again for each request; empty while no server runs there
   * @param sink takes an event as one line of JSON; returns false once it takes no more
   * @param notice takes a line about the connection
   */
  public Listener(
      Feed feed,
      Supplier<Optional<Endpoint>> endpoint,
      Predicate<String> sink,
      Consumer<String> notice) {
    this.feed = feed;
    this.endpoint = endpoint;
    this.sink = sink;
    this.notice = notice;
  }

  /**
   * Hands each event to the sink, in the feed's order. It returns once the sink takes no more.
   *
   * @param after the number after which to begin; empty for the end of the feed as it is
   * @throws UserFault if the server refuses, or if it does not answer the first request
   * @throws InterruptedException if the thread is interrupted, which is how listening ends
   */
  public void listen(Optional<Long> after) throws InterruptedException {
    // Only an answer says where the end is, so the first request must not wait for an event.
    var first =
        switch (asked(after.map(String::valueOf).orElse(Feed.END), 0)) {
          case Page page -> page;
          case Refused(var why) -> throw new UserFault(why);
          case Away(var why) -> throw new UserFault(why);
        };
    var last = first.examinedUpTo();
    if (after.isEmpty()) {
      notice.accept("listening after event " + last);
    }
    var takesMore = hand(first);
    while (takesMore) {
      var begun = System.nanoTime();
      switch (asked(Long.toString(last), WAIT_SECONDS)) {
        case Page page -> {
          returned(last);
          takesMore = hand(page);
          var isIdle = page.items().isEmpty() && page.examinedUpTo() == last;
          last = page.examinedUpTo();
          if (isIdle && System.nanoTime() - begun < IDLE_PAUSE.toNanos()) {
            Thread.sleep(IDLE_PAUSE);
          }
        }
        case Refused(var why) ->
            throw new UserFault("%s; go on with --after %s".formatted(why, last));
        case Away(var why) -> left(why, last);
      }
    }
  }

  private FeedAnswer asked(String after, int wait) throws InterruptedException {
    var place = endpoint.get();
    return place.isPresent() ? feed.read(place.get(), after, wait) : new Away(Endpoint.NONE);
  }

  private boolean hand(Page page) {
    for (JsonNode event : page.items()) {
      if (!sink.test(event.toString())) {
        return false;
      }
    }
    return true;
  }

  private void left(String why, long last) throws InterruptedException {
    if (!isAway) {
      isAway = true;
      notice.accept("%s; waiting to go on after event %s".formatted(why, last));
    }
    Thread.sleep(pause);
    var longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  private void returned(long last) {
    if (isAway) {
      isAway = false;
      pause = FIRST_PAUSE;
      notice.accept("the server answers again; going on after event " + last);
    }
  }
}
