package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.cancellation.CancellationWindows;
import dev.keyshelf.domain.cancellation.CancellationWindows.Due;
import dev.keyshelf.domain.cancellation.CloseCancellationWindows;
import dev.keyshelf.domain.cancellation.CloseCancellationWindows.Report;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link CancellationWindows}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoCancellationWindowsTest {
  private final Wiring ports;

  DynamoCancellationWindowsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void areDueAtTheInstantTheyClose() {
    var entitlement = steps().bought(perpetual().on(daysAgo(60)));

    assertThat(due(NOON.minusMillis(1), 10)).isEmpty();
    assertThat(due(NOON, 10)).containsExactly(window(entitlement));
  }

  @Test
  void areListedPageByPage() {
    var bought = new Bought[25];
    Arrays.fill(bought, perpetual().on(daysAgo(61)));
    steps().placed(bought);
    steps().placed(bought);

    assertThat(due(NOON, 1)).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void areClosedAtTheInstantTheyClose() {
    var entitlement = steps().bought(perpetual().on(daysAgo(60)));

    assertThat(close(entitlement, NOON)).isTrue();
    assertThat(steps().now(entitlement).windowClosedAt()).contains(NOON);
  }

  @Test
  void areNotClosedBefore() {
    var entitlement = steps().bought(perpetual().on(daysAgo(60)));

    assertThat(close(entitlement, NOON.minusMillis(1))).isFalse();
    assertThat(steps().now(entitlement)).isEqualTo(entitlement);
  }

  @Test
  void areClosedOnce() {
    var entitlement = steps().bought(perpetual().on(daysAgo(60)));
    close(entitlement, NOON);

    assertThat(close(entitlement, NOON.plusSeconds(60))).isFalse();
    assertThat(steps().now(entitlement).windowClosedAt()).contains(NOON);
  }

  @Test
  void areClosedOnceByParallelRuns() {
    var entitlement = steps().bought(perpetual().on(daysAgo(60)));

    var closed = Steps.race(8, 16, _ -> close(entitlement, NOON));

    assertThat(closed).containsOnlyOnce(true);
  }

  @Test
  void areNotDueOnceClosed() {
    close(steps().bought(perpetual().on(daysAgo(60))), NOON);

    assertThat(due(NOON, 10)).isEmpty();
  }

  @Test
  void leaveTheGateAloneWhenTheyClose() {
    var entitlement = steps().bought(perpetual().on(daysAgo(60)));
    close(entitlement, NOON);

    var closed = steps().now(entitlement);

    assertThat(closed.gateAt(NOON)).isEqualTo(Entitlement.Gate.OPEN);
    assertThat(closed)
        .usingRecursiveComparison()
        .ignoringFields("windowClosedAt", "version")
        .isEqualTo(entitlement);
    assertThat(closed.version()).isEqualTo(entitlement.version() + 1);
  }

  @Test
  void leaveLinksWorkingWhenTheyClose() {
    var entitlement = steps().bought(perpetual().on(daysAgo(60)));
    close(entitlement, NOON);

    var made = steps().linked(entitlement, NOON);

    assertThat(ports.downloadLinks().find(made.token().hash())).isPresent();
  }

  @Test
  void areAllClosedByOneRun() {
    var bought = new Bought[25];
    Arrays.fill(bought, perpetual().on(daysAgo(61)));
    steps().placed(bought);
    steps().placed(perpetual().on(daysAgo(59)));
    var closing = new CloseCancellationWindows(ports.cancellationWindows());

    assertThat(closing.close(NOON, TimeLeft.ENDLESS)).isEqualTo(new Report(25, true, List.of()));
    assertThat(closing.close(NOON, TimeLeft.ENDLESS)).isEqualTo(new Report(0, true, List.of()));
    assertThat(due(NOON.plus(Duration.ofDays(1)), 10)).hasSize(1);
  }

  private List<Due> due(Instant now, int pageSize) {
    var all = new ArrayList<Due>();
    for (int shard = 0; shard < CancellationWindows.SHARDS; shard++) {
      var page = ports.cancellationWindows().due(shard, now, pageSize, Optional.empty());
      all.addAll(page.windows());
      while (page.next().isPresent()) {
        page = ports.cancellationWindows().due(shard, now, pageSize, page.next());
        all.addAll(page.windows());
      }
    }
    return all;
  }

  private boolean close(Entitlement entitlement, Instant now) {
    return ports.cancellationWindows().close(window(entitlement), now);
  }

  private static Due window(Entitlement entitlement) {
    return new Due(PARTNER, CUSTOMER, entitlement.id());
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
