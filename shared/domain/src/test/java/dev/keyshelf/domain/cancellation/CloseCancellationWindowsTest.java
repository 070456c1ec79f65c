package dev.keyshelf.domain.cancellation;

import static dev.keyshelf.domain.Bought.CUSTOMER;
import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.ORDER;
import static dev.keyshelf.domain.Bought.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.cancellation.CloseCancellationWindows.Report;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CloseCancellationWindowsTest {
  private final WindowsInPagesOfTwo windows = new WindowsInPagesOfTwo();
  private final CloseCancellationWindows closing = new CloseCancellationWindows(windows);

  @Test
  void closesTheDueWindowsOfEveryShard() {
    windows.due(0, 1);
    windows.due(15, 2);

    assertThat(closing.close(NOON, TimeLeft.ENDLESS)).isEqualTo(new Report(2, true, List.of()));
    assertThat(windows.closed).hasSize(2);
  }

  @Test
  void readsEachShardOnceIfNothingIsDue() {
    var asked = new AtomicInteger();

    closing.close(NOON, TimeLeft.of(() -> Duration.ofSeconds(asked.incrementAndGet())));

    assertThat(asked).hasValue(CancellationWindows.SHARDS);
  }

  @Test
  void readsAllPagesOfAShard() {
    windows.due(3, 1);
    windows.due(3, 2);
    windows.due(3, 3);
    windows.due(3, 4);
    windows.due(3, 5);

    assertThat(closing.close(NOON, TimeLeft.ENDLESS)).isEqualTo(new Report(5, true, List.of()));
  }

  @Test
  void closesNothingWhenNothingIsDue() {
    assertThat(closing.close(NOON, TimeLeft.ENDLESS)).isEqualTo(new Report(0, true, List.of()));
  }

  @Test
  void doesNotCountWindowsThatAnotherRunClosed() {
    windows.due(3, 1);
    closing.close(NOON, TimeLeft.ENDLESS);

    assertThat(closing.close(NOON, TimeLeft.ENDLESS)).isEqualTo(new Report(0, true, List.of()));
  }

  @Test
  void doesNothingWithoutTime() {
    windows.due(0, 1);

    assertThat(closing.close(NOON, TimeLeft.of(() -> Duration.ZERO)))
        .isEqualTo(new Report(0, false, List.of()));
    assertThat(windows.closed).isEmpty();
  }

  @Test
  void stopsBetweenPagesWhenTheTimeRunsOut() {
    windows.due(0, 1);
    windows.due(0, 2);
    windows.due(0, 3);
    var pages = new AtomicInteger(1);

    var report =
        closing.close(NOON, TimeLeft.of(() -> Duration.ofSeconds(pages.getAndDecrement())));

    assertThat(report).isEqualTo(new Report(2, false, List.of()));
  }

  @Test
  void continuesInTheNextRun() {
    windows.due(0, 1);
    windows.due(0, 2);
    windows.due(0, 3);
    windows.due(9, 4);
    var pages = new AtomicInteger(1);
    closing.close(NOON, TimeLeft.of(() -> Duration.ofSeconds(pages.getAndDecrement())));

    assertThat(closing.close(NOON, TimeLeft.ENDLESS)).isEqualTo(new Report(2, true, List.of()));
  }

  @Test
  void continuesAfterAWindowThatCannotBeClosed() {
    windows.due(0, 1);
    windows.due(0, 2);
    windows.due(9, 3);
    windows.broken = EntitlementId.of(ORDER, 1);

    assertThat(closing.close(NOON, TimeLeft.ENDLESS))
        .isEqualTo(
            new Report(2, true, List.of(EntitlementId.of(ORDER, 1) + ": IllegalStateException")));
  }

  /**
   * A fake that lists two due windows per page. Like an index that lags behind, it still lists
   * windows that are closed.
   */
  private static final class WindowsInPagesOfTwo implements CancellationWindows {
    private static final int PAGE = 2;

    private final Map<Integer, List<Due>> byShard = new TreeMap<>();
    private final Set<Due> closed = new HashSet<>();
    private EntitlementId broken = EntitlementId.of(ORDER, 25);

    void due(int shard, int line) {
      byShard
          .computeIfAbsent(shard, _ -> new ArrayList<>())
          .add(new Due(PARTNER, CUSTOMER, EntitlementId.of(ORDER, line)));
    }

    @Override
    public Page due(int shard, Instant now, int limit, Optional<String> after) {
      var all = byShard.getOrDefault(shard, List.of());
      var from = after.map(Integer::parseInt).orElse(0);
      var to = Math.min(all.size(), from + PAGE);
      return new Page(
          List.copyOf(all.subList(from, to)),
          List.of(),
          to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    @Override
    public boolean close(Due window, Instant now) {
      if (window.entitlement().equals(broken)) {
        throw new IllegalStateException("broken");
      }
      return closed.add(window);
    }
  }
}
