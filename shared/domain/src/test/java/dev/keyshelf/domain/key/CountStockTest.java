package dev.keyshelf.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.Listed;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.catalog.Skus;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.key.CountStock.Report;
import dev.keyshelf.domain.key.CountStock.Stock;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CountStockTest {
  private static final Optional<Integer> NEVER_LOW = Optional.empty();

  private final List<Sku> skus = new ArrayList<>();
  private final Map<String, Long> pools = new HashMap<>();
  private final Map<String, Backlog> backlogs = new HashMap<>();
  private final List<String> counted = new ArrayList<>();
  private final CountStock counting =
      new CountStock(new OneProductAPage(), this::keysLeft, _ -> backlogs);

  @Test
  void countsThePoolOfEachSku() {
    var first = add("a", pool("pool-a"), NEVER_LOW);
    var second = add("b", pool("pool-b"), NEVER_LOW);
    pools.put("pool-a", 7L);

    var report = counting.count(TimeLeft.ENDLESS);

    assertThat(report.counted())
        .containsExactlyInAnyOrder(
            new Stock("pool-a", List.of(first), 7, 0), new Stock("pool-b", List.of(second), 0, 0));
    assertThat(report.complete()).isTrue();
  }

  @Test
  void subtractsTheKeysThatOrdersWaitForDownToZero() {
    var first = add("a", pool("pool-a"), NEVER_LOW);
    var second = add("b", pool("pool-b"), NEVER_LOW);
    pools.put("pool-a", 7L);
    pools.put("pool-b", 2L);
    backlogs.put("pool-a", new Backlog("pool-a", 3, 1));
    backlogs.put("pool-b", new Backlog("pool-b", 3, 1));

    assertThat(counting.count(TimeLeft.ENDLESS).counted())
        .containsExactlyInAnyOrder(
            new Stock("pool-a", List.of(first), 4, 3), new Stock("pool-b", List.of(second), 0, 3));
  }

  @Test
  void countsASharedPoolOnce() {
    var first = add("a", pool("pool"), NEVER_LOW);
    var second = add("b", pool("pool"), NEVER_LOW);

    assertThat(counting.count(TimeLeft.ENDLESS).counted())
        .containsExactly(new Stock("pool", List.of(first, second), 0, 0));
    assertThat(counted).containsExactly("pool");
  }

  @Test
  void leavesOutSkusWithoutAPool() {
    add("a", Optional.empty(), NEVER_LOW);
    add("b", Optional.of(new KeyRule(new Issuer.Generated(), Optional.empty())), NEVER_LOW);

    assertThat(counting.count(TimeLeft.ENDLESS)).isEqualTo(new Report(List.of(), 0, true));
  }

  @Test
  void isLowIfItIsLowForOneSkuOfThePool() {
    add("a", pool("pool"), Optional.of(5));
    add("b", pool("pool"), Optional.of(8));
    pools.put("pool", 7L);

    assertThat(counting.count(TimeLeft.ENDLESS).low()).isEqualTo(1);
  }

  @Test
  void isNotLowAtTheThreshold() {
    add("a", pool("pool"), Optional.of(7));
    pools.put("pool", 7L);

    assertThat(counting.count(TimeLeft.ENDLESS).low()).isZero();
  }

  @Test
  void readsAndCountsNothingWithoutTime() {
    add("a", pool("pool"), NEVER_LOW);

    assertThat(counting.count(TimeLeft.of(() -> Duration.ZERO)))
        .isEqualTo(new Report(List.of(), 0, false));
    assertThat(counted).isEmpty();
  }

  @Test
  void saysHowManyPoolsItDidNotReach() {
    add("a", pool("pool-a"), NEVER_LOW);
    add("b", pool("pool-b"), NEVER_LOW);
    add("c", pool("pool-c"), NEVER_LOW);

    var report = counting.count(times(4));

    assertThat(report.counted()).hasSize(1);
    assertThat(report.notReached()).isEqualTo(2);
    assertThat(report.complete()).isFalse();
  }

  @Test
  void isNotCompleteWhenTheTimeRunsOutWithinTheCatalogue() {
    add("a", pool("pool-a"), NEVER_LOW);
    add("b", pool("pool-b"), NEVER_LOW);

    var report = counting.count(times(1));

    assertThat(report).isEqualTo(new Report(List.of(), 1, false));
  }

  @Test
  void reachesAllPoolsOverSeveralRuns() {
    add("a", pool("pool-a"), NEVER_LOW);
    add("b", pool("pool-b"), NEVER_LOW);
    add("c", pool("pool-c"), NEVER_LOW);

    for (int i = 0; i < 200; i++) {
      counting.count(times(4));
    }

    assertThat(new HashSet<>(counted)).containsExactlyInAnyOrder("pool-a", "pool-b", "pool-c");
  }

  private static TimeLeft times(int times) {
    var left = new AtomicInteger(times);
    return TimeLeft.of(() -> Duration.ofSeconds(left.getAndDecrement()));
  }

  private static Optional<KeyRule> pool(String name) {
    return Optional.of(KeyRule.ofPool(name, Optional.empty()));
  }

  private Sku add(String id, Optional<KeyRule> keys, Optional<Integer> lowStock) {
    var sku = Listed.of(id, ProductKind.PERPETUAL).withKeys(keys).lowBelow(lowStock).sku();
    skus.add(sku);
    return sku;
  }

  /** Checks the time once for each pool, as if each pool had one page. */
  private OptionalLong keysLeft(String pool, TimeLeft timeLeft) {
    if (timeLeft.isOver()) {
      return OptionalLong.empty();
    }
    counted.add(pool);
    return OptionalLong.of(pools.getOrDefault(pool, 0L));
  }

  /** A fake of a large catalogue. Each page has one product, and says whether more pages follow. */
  private final class OneProductAPage implements Skus {
    @Override
    public SkuPage skus(int products, Optional<ProductId> after) {
      var left = skus.stream().filter(sku -> after.isEmpty() || isAfter(sku, after.get())).toList();
      var page = left.stream().limit(1).toList();
      return new SkuPage(
          page, left.size() > 1 ? Optional.of(page.getLast().product().id()) : Optional.empty());
    }

    private static boolean isAfter(Sku sku, ProductId product) {
      return sku.product().id().value().compareTo(product.value()) > 0;
    }
  }
}
