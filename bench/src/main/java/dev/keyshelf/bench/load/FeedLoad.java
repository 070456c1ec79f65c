package dev.keyshelf.bench.load;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.machine.OneMachine;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** A long feed, written by the feed's own adapter, and its pages from the beginning on. */
public final class FeedLoad implements AutoCloseable {
  private static final PartnerId PARTNER = new PartnerId("partner-a");
  private static final int TOGETHER = 4_900;

  private final OneMachine machine;
  private final FeedReader reader;

  public FeedLoad(OneMachine machine) {
    this.machine = machine;
    this.reader = new FeedReader(machine);
  }

  /** Publishes this number of placed orders, without the orders and the log. */
  public void write(int count) {
    var end = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var environment = new HashMap<>(machine.storeEnvironment());
    try (var dynamo = Stores.dynamoDb(machine.storeEnvironment())) {
      environment.put("KEYSHELF_TABLE", dynamo.listTables().tableNames().getFirst());
    }
    try (var wiring = Wiring.of(environment, Clock.systemUTC())) {
      var feeds = wiring.feed().feeds();
      for (int from = 0; from < count; from += TOGETHER) {
        var records = new ArrayList<ActivityRecord>();
        for (int i = from; i < Math.min(count, from + TOGETHER); i++) {
          records.add(placed(end.minusMillis(count - i)));
        }
        feeds.publish(PARTNER, records);
      }
    }
  }

  private static ActivityRecord placed(Instant at) {
    var act = new Act(new Actor.User("bench", Set.of("AdminAgent")), at, "request");
    return ActivityRecord.of(
        PARTNER, act, Operation.ORDER_PLACED, Subject.of(CustomerId.next(at), OrderId.next(at)));
  }

  /**
   * Reads the feed from its beginning to its end, and times each page.
   *
   * @return the time of each page in nanoseconds, in the order of the feed
   * @throws IllegalStateException if it has fewer events
   */
  public List<Long> readAll(int events) {
    var nanos = new ArrayList<Long>();
    var examined = 0L;
    while (examined < events) {
      var start = System.nanoTime();
      var page = reader.page(examined);
      nanos.add(System.nanoTime() - start);
      if (page.items().isEmpty()) {
        throw new IllegalStateException("the feed ends after %s events".formatted(examined));
      }
      examined = page.examinedUpTo();
    }
    return nanos;
  }

  @Override
  public void close() {
    reader.close();
  }
}
