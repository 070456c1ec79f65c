package dev.keyshelf.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets the functions of the feed die among commands, imports and schedules. {@code
 * -Dfeed.kills=1000} sets how often, and {@code -Dfeed.seed=7} sets the seed.
 */
@Order(4) // The longest classes begin first, so that none of them runs alone at the end.
class FeedKillsTest {
  private static final int KILLS = Integer.getInteger("feed.kills", 80);
  private static final long SEED = seed();

  private static final List<String> READERS =
      List.of("GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin");

  @TempDir private Path positions;

  private static long seed() {
    var given = System.getProperty("feed.seed");
    return given == null ? new Random().nextLong(1, 1_000_000_000) : Long.parseLong(given);
  }

  @Test
  void theFeedsEqualTheLogsHoweverOftenTheirFunctionsDie() throws IOException {
    System.out.printf("feed: again with -Dfeed.seed=%s -Dfeed.kills=%s%n", SEED, KILLS);
    try (var shop = Shop.open()) {
      var days = new RoughDays(shop, new Random(SEED), positions);
      while (days.kills() < KILLS || days.outages().size() < 2) {
        days.withTheStream();
        days.withoutTheStream();
      }
      days.complete();
      System.out.println("feed: " + days.summary());

      assertThat(FeedAndLog.differences(shop)).as("seed %s", SEED).isEmpty();
      showExactlyTheirOwnEvents(shop);
      assertThat(days.outages())
          .as("seed %s", SEED)
          .allSatisfy(
              outage -> {
                assertThat(outage.lasted()).isGreaterThan(Duration.ofDays(2));
                assertThat(outage.lost()).isPositive();
              })
          .anySatisfy(outage -> assertThat(outage.isCompletedMeanwhile()).isFalse())
          .anySatisfy(outage -> assertThat(outage.isCompletedMeanwhile()).isTrue());
    }
  }

  private static void showExactlyTheirOwnEvents(Shop shop) {
    var random = new Random(SEED);
    for (var partner : RoughDays.PARTNERS) {
      var events = FeedAndLog.of(partner, shop);
      assertThat(events).hasSizeGreaterThan(30);
      for (var role : READERS) {
        assertThat(FeedReader.read(shop.of(partner, role), "", random))
            .as("what a %s of %s is told, seed %s", role, partner, SEED)
            .isEqualTo(events);
      }
      assertThat(FeedReader.read(shop.of(partner), "&types=dev.keyshelf.customer.*", random))
          .as("customers of %s, seed %s", partner, SEED)
          .isEqualTo(
              events.stream()
                  .filter(event -> event.type().startsWith("dev.keyshelf.customer."))
                  .toList());
    }
  }

  /** A log of an earlier release has no feed. */
  @Test
  void takesUpALogThatNoStreamHandedOver() throws IOException {
    try (var shop = Shop.open()) {
      var days = new RoughDays(shop, new Random(SEED), positions);
      for (int i = 0; i < 5; i++) {
        days.deed();
        shop.machine().clock().advance(Duration.ofHours(5));
        shop.machine().schedules().fire("SealActivity");
      }
      assertThat(FeedAndLog.events(shop)).isEmpty();

      shop.machine().schedules().fire("CompleteFeeds");

      assertThat(FeedAndLog.differences(shop)).as("seed %s", SEED).isEmpty();
    }
  }
}
