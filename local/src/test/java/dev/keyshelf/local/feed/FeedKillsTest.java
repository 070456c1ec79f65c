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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets the functions of the feed die among commands, imports and schedules. {@code
 * -Dfeed.kills=1000} sets how often, and {@code -Dfeed.seed=7} sets the seed.
 */
class FeedKillsTest {
  private static final int KILLS = Integer.getInteger("feed.kills", 200);
  private static final long SEED = Long.getLong("feed.seed", System.nanoTime() % 1_000_000_000);
  private static final List<String> PARTNERS = List.of("partner-a", "partner-b");
  private static final Duration UNTIL_SEALED = Duration.ofHours(2);

  @TempDir private Path positions;

  @Test
  void theFeedsEqualTheLogsHoweverOftenTheirFunctionsDie() throws IOException {
    System.out.printf("feed: again with -Dfeed.seed=%s -Dfeed.kills=%s%n", SEED, KILLS);
    var random = new Random(SEED);
    try (var shop = Shop.open()) {
      var functions = shop.machine().functions();
      var kills = new Kills(functions, random);
      var stream = new RoughStream(functions, kills, random);
      var pump =
          StreamPump.of(
              Template.read(Settings.defaultTemplate()),
              stream,
              shop.machine().storeEnvironment(),
              positions,
              Optional.of(shop.machine().tables()));
      var seen = FeedAndLog.events(shop);
      for (int round = 0; kills.count() < KILLS; round++) {
        // For two days of each thirty rounds, the stream hands over nothing.
        stream.turn(round % 30 < 25);
        deeds(shop, random);
        pump.drain();
        if (round % 5 == 4) {
          shop.machine().clock().advance(Duration.ofMinutes(600 + random.nextInt(60)));
          shop.machine().schedules().fire("SealActivity");
          kills.during(() -> shop.machine().schedules().fire("CompleteFeeds"));
          var now = FeedAndLog.events(shop);
          assertThat(now).as("seed %s", SEED).containsAllEntriesOf(seen);
          seen = now;
        }
      }
      shop.machine().clock().advance(UNTIL_SEALED);
      shop.machine().schedules().fire("SealActivity");
      shop.machine().schedules().fire("CompleteFeeds");

      assertThat(FeedAndLog.differences(shop)).as("seed %s", SEED).isEmpty();
    }
  }

  private static void deeds(Shop shop, Random random) throws IOException {
    var partner = PARTNERS.get(random.nextInt(PARTNERS.size()));
    var agent = shop.of(partner);
    var customer = shop.customerOf(partner, "US");
    shop.of(partner, "ReferralAdmin").get("/v1/customers").expect(403);
    switch (random.nextInt(4)) {
      case 0 -> buy(shop, agent, partner, customer);
      case 1 -> shop.supply("windows-server-2019-standard", 3);
      default -> agent.get("/v1/activity").expect(200);
    }
  }

  private static void buy(Shop shop, Client agent, String partner, String customer)
      throws IOException {
    shop.supply("windows-server-2019-standard", 1);
    var order = shop.order(partner, customer, "ws2019-std-16core:1");
    agent.post(Shop.software(order, 1) + "/keys", "").expect(200);
  }

  /** A log of an earlier release has no feed. */
  @Test
  void takesUpALogThatNoStreamHandedOver() throws IOException {
    var random = new Random(SEED);
    try (var shop = Shop.open()) {
      for (int i = 0; i < 5; i++) {
        deeds(shop, random);
        shop.machine().clock().advance(Duration.ofHours(5));
        shop.machine().schedules().fire("SealActivity");
      }
      assertThat(FeedAndLog.events(shop)).isEmpty();

      shop.machine().schedules().fire("CompleteFeeds");

      assertThat(FeedAndLog.differences(shop)).isEmpty();
    }
  }
}
