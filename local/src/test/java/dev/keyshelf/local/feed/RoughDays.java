package dev.keyshelf.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.stream.StreamPump;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Days in which partners trade, operators import, the clock moves, and the functions of the feed
 * die again and again. No event that was ever read may change.
 */
final class RoughDays {
  static final List<String> PARTNERS = List.of("partner-a", "partner-b");
  private static final Duration UNTIL_SEALED = Duration.ofHours(2);
  private static final int ROUNDS_WITH = 25;
  private static final int ROUNDS_WITHOUT = 6;

  /** The moments before and after the calls of a function; most invocations have fewer. */
  private static final int MOMENTS_OF_THE_STREAM = 10;

  private static final int MOMENTS_OF_THE_SCHEDULE = 90;

  private final Shop shop;
  private final Random random;
  private final Kills onTheStream;
  private final Kills onTheSchedule;
  private final RoughStream stream;
  private final StreamPump pump;
  private final List<Outage> outages = new ArrayList<>();
  private Map<String, Map<String, AttributeValue>> seen;

  /**
   * A time in which the stream handed over nothing.
   *
   * @param lasted how long, by the machine's clock
   * @param lost how many records it did not hand over
   * @param isCompletedMeanwhile whether the schedule went on that completes the feeds
   */
  record Outage(Duration lasted, int lost, boolean isCompletedMeanwhile) {}

  RoughDays(Shop shop, Random random, Path positions) {
    this.shop = shop;
    this.random = random;
    var functions = shop.machine().functions();
    this.onTheStream = new Kills(functions, random, MOMENTS_OF_THE_STREAM);
    this.onTheSchedule = new Kills(functions, random, MOMENTS_OF_THE_SCHEDULE);
    this.stream = new RoughStream(functions, onTheStream, random);
    this.pump =
        StreamPump.of(
            Template.read(Settings.defaultTemplate()),
            stream,
            shop.machine().storeEnvironment(),
            positions,
            Optional.of(shop.machine().tables()));
    this.seen = FeedAndLog.events(shop);
  }

  /** Returns how often the function on the stream died. */
  int kills() {
    return onTheStream.count();
  }

  List<Outage> outages() {
    return List.copyOf(outages);
  }

  String summary() {
    return "PublishEvents died %s times, CompleteFeeds %s times of %s; %s events; %s"
        .formatted(
            onTheStream.count(),
            onTheSchedule.count(),
            onTheSchedule.invocations(),
            seen.size(),
            outages);
  }

  /** Some days in which the stream hands over what happens. */
  void withTheStream() throws IOException {
    for (int round = 1; round <= ROUNDS_WITH; round++) {
      deed();
      pump.drain();
      if (round % 5 == 0) {
        pass();
        completeUnlessKilled();
      }
    }
  }

  /** More than two days in which it does not. In every other outage, the schedule stops, too. */
  void withoutTheStream() throws IOException {
    var isCompletedMeanwhile = outages.size() % 2 == 1;
    var begin = shop.machine().clock().instant();
    int lostBefore = stream.lost();
    stream.turn(false);
    for (int round = 1; round <= ROUNDS_WITHOUT; round++) {
      deed();
      pump.drain();
      pass();
      if (isCompletedMeanwhile) {
        completeUnlessKilled();
      }
    }
    if (!isCompletedMeanwhile) {
      assertThat(FeedAndLog.events(shop)).as("events of an outage").isEqualTo(seen);
    }
    stream.turn(true);
    outages.add(
        new Outage(
            Duration.between(begin, shop.machine().clock().instant()),
            stream.lost() - lostBefore,
            isCompletedMeanwhile));
  }

  /** Lets the schedules run to their ends. */
  void complete() {
    shop.machine().clock().advance(UNTIL_SEALED);
    shop.machine().schedules().fire("SealActivity");
    shop.machine().schedules().fire("CompleteFeeds");
    haveNotChanged();
  }

  private void pass() {
    shop.machine().clock().advance(Duration.ofMinutes(540 + random.nextInt(120)));
    shop.machine().schedules().fire("SealActivity");
  }

  private void completeUnlessKilled() {
    onTheSchedule.during(() -> shop.machine().schedules().fire("CompleteFeeds"));
    haveNotChanged();
  }

  private void haveNotChanged() {
    var now = FeedAndLog.events(shop);
    assertThat(now).containsAllEntriesOf(seen);
    seen = now;
  }

  /** Something that writes records to the log of a partner or of the house. */
  void deed() throws IOException {
    var partner = PARTNERS.get(random.nextInt(PARTNERS.size()));
    var agent = shop.of(partner);
    var customer = shop.customerOf(partner, "US");
    shop.of(partner, "ReferralAdmin").get("/v1/customers").expect(403);
    switch (random.nextInt(4)) {
      case 0 -> buy(agent, partner, customer);
      case 1 -> shop.supply("windows-server-2019-standard", 3);
      default -> agent.get("/v1/activity").expect(200);
    }
  }

  private void buy(Client agent, String partner, String customer) throws IOException {
    shop.supply("windows-server-2019-standard", 1);
    var order = shop.order(partner, customer, "ws2019-std-16core:1");
    agent.post(Shop.software(order, 1) + "/keys", "").expect(200);
  }
}
