package dev.keyshelf.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.webhooks.delivery.RoughReceiver.Arrival;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends events to receivers that drop, hang, answer late, fail half of the time, change their
 * secrets and are gone, while the deliverers die. {@code -Dwebhooks.kills=1000} sets how often, and
 * {@code -Dwebhooks.seed=7} sets the seed.
 */
@OnCloud
class DeliveryKillsTest {
  private static final int KILLS = Integer.getInteger("webhooks.kills", 200);
  private static final long SEED = seed();
  private static final Instant BEGINNING = Instant.parse("2026-11-20T10:00:00Z");

  private final CloudFixture cloud;
  @TempDir private Path keys;

  DeliveryKillsTest(CloudFixture cloud) {
    this.cloud = cloud;
  }

  private static long seed() {
    var given = System.getProperty("webhooks.seed");
    return given == null ? new Random().nextLong(1, 1_000_000_000) : Long.parseLong(given);
  }

  @Test
  void everyEventArrivesInOrderHoweverOftenDeliverersDie() throws IOException {
    System.out.printf("webhooks: again with -Dwebhooks.seed=%s -Dwebhooks.kills=%s%n", SEED, KILLS);
    var clock = new StoppedClock();
    clock.strike(BEGINNING);
    try (var ports = Wiring.of(Story.variables(cloud, keys), clock);
        var weeks = new RoughWeeks(ports, clock, SEED)) {
      while (weeks.kills() < KILLS) {
        weeks.pass();
      }
      weeks.end();
      System.out.println("webhooks: " + weeks.summary());

      weeks.hooks().forEach((webhook, receiver) -> check(weeks, webhook, receiver.arrivals()));
    }
  }

  private static void check(RoughWeeks weeks, Webhook webhook, List<Arrival> arrivals) {
    var wanted = weeks.wanted(webhook);
    Map<String, Arrival> first = new LinkedHashMap<>();
    arrivals.forEach(arrival -> first.putIfAbsent(arrival.id(), arrival));

    assertThat(first.keySet())
        .as("the first arrivals at %s, seed %s", webhook.id(), SEED)
        .containsExactlyElementsOf(wanted.stream().map(event -> event.record().id()).toList());
    Map<String, Event> byId =
        wanted.stream()
            .collect(Collectors.toMap(event -> event.record().id(), Function.identity()));
    assertThat(arrivals)
        .as("all arrivals at %s, seed %s", webhook.id(), SEED)
        .allSatisfy(
            arrival -> {
              var event = Objects.requireNonNull(byId.get(arrival.id()));
              assertThat(arrival.body()).isEqualTo(RoughWeeks.body(event));
              assertThat(weeks.isSigned(webhook, arrival)).isTrue();
            });
    assertThat(arrivals).hasSizeGreaterThan(wanted.size());
  }
}
