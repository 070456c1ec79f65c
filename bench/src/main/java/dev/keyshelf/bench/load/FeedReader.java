package dev.keyshelf.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.listen.Feed;
import dev.keyshelf.local.listen.FeedAnswer;
import dev.keyshelf.local.listen.FeedClient;
import dev.keyshelf.local.machine.Endpoint;
import dev.keyshelf.local.machine.OneMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A reader of one partner's feed over HTTP. An unexpected answer ends the measurement. */
public final class FeedReader implements AutoCloseable {
  private static final int LONGEST_WAIT = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final FeedClient client;
  private final Endpoint endpoint;

  /** Creates a reader of the samples' first partner that asks for all types. */
  public FeedReader(OneMachine machine) {
    this(machine, List.of());
  }

  /** Creates a reader that gets placed orders only. */
  public static FeedReader ofOrders(OneMachine machine) {
    return new FeedReader(machine, List.of("dev.keyshelf.order.placed.v1"));
  }

  private FeedReader(OneMachine machine, List<String> types) {
    this.client = new FeedClient(types);
    this.endpoint =
        new Endpoint(
            machine.baseUrl(),
            machine.tokenFor("partner-a", "bench@partner-a.example", "GlobalAdmin"));
  }

  /** Returns the last number of the feed. */
  public long last() {
    return read(Feed.END, 0).examinedUpTo();
  }

  /** Reads the page after a number. */
  public FeedAnswer.Page page(long after) {
    return read(Long.toString(after), 0);
  }

  /** Reads the page after a number, and waits for an event if there is none. */
  public FeedAnswer.Page nextPage(long after) {
    return read(Long.toString(after), LONGEST_WAIT);
  }

  /**
   * Reads on until there were so many events.
   *
   * @return the number of the last examined event
   * @throws IllegalStateException if they do not come in five minutes
   */
  public long awaitAll(long after, int count) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    var examined = after;
    var left = count;
    while (left > 0) {
      var page = nextPage(examined);
      left -= page.items().size();
      examined = page.examinedUpTo();
      if (left > 0 && System.nanoTime() > until) {
        throw new IllegalStateException("%s events are not in the feed".formatted(left));
      }
    }
    return examined;
  }

  /** Returns the time of an event's record in the log. */
  public static Instant timeOf(JsonNode event) {
    return Instant.parse(event.path("time").asText());
  }

  private FeedAnswer.Page read(String after, int wait) {
    try {
      return switch (client.read(endpoint, after, wait)) {
        case FeedAnswer.Page page -> page;
        case FeedAnswer.Refused(var why) -> throw new IllegalStateException(why);
        case FeedAnswer.Away(var why) -> throw new IllegalStateException(why);
      };
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
