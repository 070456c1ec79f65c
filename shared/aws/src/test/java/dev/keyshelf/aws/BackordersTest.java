package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.SKU;
import static dev.keyshelf.testkit.Situations.aBatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.key.Backlog;
import dev.keyshelf.domain.key.Backorder;
import dev.keyshelf.domain.key.Backorders;
import dev.keyshelf.domain.key.CountStock;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.key.ReserveKeys;
import dev.keyshelf.domain.key.ReserveKeys.Report;
import dev.keyshelf.domain.key.RevealKeys;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.order.LineFault;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.PlaceOrder.Refusal;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders of more keys than fit into one transaction. Of two lines of 40 keys, 45 keys fit. */
@OnCloud
class BackordersTest {
  private final Wiring ports;
  private final Steps steps;
  private final KeyShop shop;

  BackordersTest(CloudFixture cloud) {
    shop = KeyShop.of(cloud);
    ports = shop.ports();
    steps = shop.steps();
  }

  private ReserveKeys reserving() {
    return new ReserveKeys(ports.entitlements(), ports.keyPools(), ports.backorders());
  }

  private Report scheduled() {
    return reserving().reserve(NOON, TimeLeft.ENDLESS);
  }

  /** Places an order whose request has no time to reserve the remaining keys. */
  private Order brokenOff(int... quantities) {
    return TimeLeft.of(() -> Duration.ofSeconds(19)).during(() -> shop.placed(quantities));
  }

  private void supplied(String batch, int keys) {
    var texts =
        IntStream.range(0, keys)
            .mapToObj(number -> String.format(Locale.ROOT, "%s-K%04d-AB12C", batch, number))
            .toList();
    steps.imported(aBatch(POOL, batch), texts);
  }

  private List<Integer> outstanding(Order order) {
    return ports.entitlements().listOf(PARTNER, shop.customer(), order.id()).stream()
        .map(Entitlement::keysOutstanding)
        .toList();
  }

  private long backlog() {
    return ports.backorders().backlogs(Set.of(POOL)).values().iterator().next().keys();
  }

  private long waiting() {
    return ports.backorders().list(100, Optional.empty()).backorders().size();
  }

  @Test
  void anOrderReservesTheKeysThatFitAndWaitsForTheRest() {
    supplied("FIRST", 90);

    var order = brokenOff(40, 40);

    assertThat(outstanding(order)).containsExactly(0, 35);
    assertThat(ports.keyPools().count(POOL, 100)).isEqualTo(45);
    assertThat(ports.backorders().find(order.id()).map(Backorder::keys)).contains(Map.of(POOL, 35));
    assertThat(backlog()).isEqualTo(35);
  }

  @Test
  void theRestIsReservedByTheSameRequest() {
    supplied("FIRST", 90);

    var order = shop.placed(40, 40);

    assertThat(outstanding(order)).containsExactly(0, 0);
    for (var entitlement : order.entitlements()) {
      assertThat(ports.productKeys().list(entitlement))
          .extracting(IssuedKey::ordinal)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    }
    assertThat(ports.keyPools().count(POOL, 100)).isEqualTo(10);
    assertThat(waiting()).isZero();
    assertThat(backlog()).isZero();
  }

  @Test
  void theScheduleContinuesAnInterruptedRequest() {
    supplied("FIRST", 80);
    var order = brokenOff(40, 40);

    assertThat(scheduled()).isEqualTo(new Report(35, Map.of(), true, List.of()));

    assertThat(outstanding(order)).containsExactly(0, 0);
    assertThat(waiting()).isZero();
    assertThat(backlog()).isZero();
    assertThat(scheduled()).isEqualTo(new Report(0, Map.of(), true, List.of()));
  }

  @Test
  void keysReservedLaterAreRecordedForTheBuyer() {
    supplied("FIRST", 80);
    var order = brokenOff(40, 40);

    scheduled();

    var record = steps.log(Operation.KEYS_RESERVED).getFirst();
    assertThat(record.by().name()).isEqualTo(order.placedBy());
    assertThat(record.requestId()).isEqualTo("request-1");
    assertThat(record.subject())
        .extracting(Subject::order, Subject::entitlement)
        .containsExactly(Optional.of(order.id()), Optional.of(order.entitlements().getLast().id()));
    assertThat(record.subject().keys())
        .extracting(TouchedKey::ordinal)
        .containsExactlyElementsOf(IntStream.rangeClosed(6, 40).boxed().toList());
  }

  @Test
  void keysThatAnOrderWaitsForAreSoldToNobodyElse() {
    supplied("FIRST", 81);
    brokenOff(40, 40);

    assertThat(shop.buys(2))
        .isEqualTo(
            new Told.Refused<>(
                new Refusal.NotSold(List.of(new LineFault.KeysExhausted(0, SKU, 2)))));
    assertThat(shop.buys(1)).isInstanceOf(Told.Done.class);
    assertThat(scheduled()).isEqualTo(new Report(35, Map.of(), true, List.of()));
    assertThat(ports.keyPools().pick(POOL, 1)).isEmpty();
  }

  @Test
  void aLargeOrderIsRefusedUnchargedIfThePoolIsTooSmall() {
    supplied("FIRST", 79);

    assertThat(shop.buys(40, 40))
        .isEqualTo(
            new Told.Refused<>(
                new Refusal.NotSold(List.of(new LineFault.KeysExhausted(1, SKU, 40)))));
    assertThat(steps.ledger()).isEmpty();
    assertThat(ports.keyPools().count(POOL, 100)).isEqualTo(79);
    assertThat(waiting()).isZero();
  }

  @Test
  void oneOfTwoLargeOrdersIsRefusedIfThePoolHasKeysForOne() {
    for (int i = 0; i < 5; i++) {
      supplied("RACE" + i, 80);

      var outcomes = Steps.race(4, 4, _ -> shop.buys(40, 40));

      assertThat(outcomes).filteredOn(Told.Done.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Told.Refused.class::isInstance).hasSize(3);
      assertThat(waiting()).isZero();
      assertThat(backlog()).isZero();
      assertThat(ports.keyPools().pick(POOL, 1)).isEmpty();
    }
    assertThat(steps.ledger()).hasSize(5);
  }

  @Test
  void anOrderWhoseKeysOthersTookWaitsUntilTheyAreSuppliedAndSaysSo() {
    supplied("FIRST", 80);
    var order = brokenOff(40, 40);
    othersTook(10);

    assertThat(scheduled()).isEqualTo(new Report(25, Map.of(POOL, 10), true, List.of()));
    assertThat(outstanding(order)).containsExactly(0, 10);
    assertThat(backlog()).isEqualTo(10);

    supplied("LATER", 12);

    assertThat(scheduled()).isEqualTo(new Report(10, Map.of(), true, List.of()));
    assertThat(outstanding(order)).containsExactly(0, 0);
    assertThat(ports.keyPools().count(POOL, 100)).isEqualTo(2);
  }

  /** Takes keys of the pool by purchases without a reservation, whose keys are then revealed. */
  private void othersTook(int... keys) {
    for (var count : keys) {
      assertThat(Steps.textsOf(steps.reveal(steps.bought(perpetual().times(count)))))
          .hasSize(count);
    }
  }

  @Test
  void theOldestOrderIsServedFirst() {
    supplied("FIRST", 160);
    var first = brokenOff(40, 40);
    var second =
        TimeLeft.of(() -> Duration.ofSeconds(19))
            .during(() -> shop.placedAt(NOON.plusMillis(1), 40, 40));
    othersTook(40, 30);
    supplied("LATER", 40);

    assertThat(scheduled()).isEqualTo(new Report(40, Map.of(POOL, 30), true, List.of()));

    assertThat(outstanding(first)).containsExactly(0, 0);
    assertThat(outstanding(second)).containsExactly(0, 30);
  }

  /** Orders of which one is changed by others whenever it is written. */
  private record Contended(Backorders others, OrderId order, Supplier<Commit> outcome)
      implements Backorders {
    @Override
    public Page list(int limit, Optional<OrderId> after) {
      return others.list(limit, after);
    }

    @Override
    public Optional<Backorder> find(OrderId wanted) {
      return others.find(wanted);
    }

    @Override
    public Commit reserve(
        Backorder before, Backorder after, Optional<Reserved> reserved, Instant now) {
      return before.order().equals(order)
          ? outcome.get()
          : others.reserve(before, after, reserved, now);
    }

    @Override
    public Map<String, Backlog> backlogs(Set<String> pools) {
      return others.backlogs(pools);
    }
  }

  private Report scheduledAgainst(Order contended, Supplier<Commit> outcome) {
    return new ReserveKeys(
            ports.entitlements(),
            ports.keyPools(),
            new Contended(ports.backorders(), contended.id(), outcome))
        .reserve(NOON, TimeLeft.ENDLESS);
  }

  private Order second() {
    return TimeLeft.of(() -> Duration.ofSeconds(19))
        .during(() -> shop.placedAt(NOON.plusMillis(1), 40, 40));
  }

  @Test
  void anOrderThatKeepsChangingFailsAndTheLaterOnesAreServed() {
    supplied("FIRST", 160);
    var first = brokenOff(40, 40);
    var second = second();

    assertThat(scheduledAgainst(first, () -> Commit.STALE))
        .isEqualTo(new Report(35, Map.of(POOL, 35), true, List.of(first.id() + ": kept changing")));

    assertThat(outstanding(second)).containsExactly(0, 0);
  }

  @Test
  void anOrderWhoseConflictsOutlastTheRetriesFailsAndTheLaterOnesAreServed() {
    supplied("FIRST", 160);
    var first = brokenOff(40, 40);
    var second = second();

    var report =
        scheduledAgainst(
            first,
            () -> {
              throw UnavailableException.ofConflict("conflicts", new IllegalStateException());
            });

    assertThat(report.failed()).hasSize(1);
    assertThat(outstanding(second)).containsExactly(0, 0);
  }

  @Test
  void aStoreThatIsDownEndsTheRun() {
    supplied("FIRST", 80);
    var first = brokenOff(40, 40);

    assertThatThrownBy(
            () ->
                scheduledAgainst(
                    first,
                    () -> {
                      throw new UnavailableException("down");
                    }))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void aCancelledOrderWaitsForNothing() {
    supplied("FIRST", 80);
    var order = brokenOff(40, 40);
    steps.cancelled(order, NOON);

    assertThat(scheduled()).isEqualTo(new Report(0, Map.of(), true, List.of()));

    assertThat(waiting()).isZero();
    assertThat(backlog()).isZero();
    assertThat(ports.keyPools().count(POOL, 100)).isEqualTo(35);
  }

  @Test
  void parallelRunsReserveEachKeyOnce() {
    supplied("FIRST", 200);
    brokenOff(40, 40);
    brokenOff(40, 40, 20);

    Steps.race(8, 16, _ -> scheduled());

    assertThat(waiting()).isZero();
    assertThat(backlog()).isZero();
    assertThat(ports.keyPools().count(POOL, 100)).isEqualTo(20);
    var ids = new ArrayList<String>();
    for (var order : shop.orders()) {
      assertThat(outstanding(order)).containsOnly(0);
      for (var entitlement : order.entitlements()) {
        ports.productKeys().list(entitlement).forEach(key -> ids.add(key.id()));
      }
    }
    assertThat(ids).hasSize(180).doesNotHaveDuplicates();
  }

  @Test
  void aLineShowsTheKeysThatItHas() {
    supplied("FIRST", 80);
    var line = brokenOff(40, 40).entitlements().getLast();

    assertThat(Steps.textsOf(steps.reveal(line))).hasSize(5);
    scheduled();
    assertThat(Steps.textsOf(steps.reveal(line))).hasSize(40);
  }

  @Test
  void aLineThatWaitsForAllOfItsKeysShowsNoneAndTakesNone() {
    supplied("FIRST", 120);
    var line = brokenOff(40, 40, 40).entitlements().getLast();

    assertThat(steps.reveal(line))
        .isEqualTo(new Told.Refused<>(new RevealKeys.Refusal.Exhausted()));
    assertThat(ports.keyPools().count(POOL, 200)).isEqualTo(75);
  }

  @Test
  void theRemainingStockExcludesKeysThatOrdersWaitFor() {
    supplied("FIRST", 85);
    brokenOff(40, 40);

    var counted =
        new CountStock(ports.catalogue(), ports.keyStocks(), ports.backorders())
            .count(TimeLeft.ENDLESS);

    assertThat(counted.counted().getFirst().keysLeft()).isEqualTo(5);
    assertThat(counted.counted().getFirst().keysOutstanding()).isEqualTo(35);
  }
}
