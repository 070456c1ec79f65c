package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.ALL_ORDERS;
import static dev.keyshelf.testkit.Situations.ALL_SOFTWARE;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_CUSTOMER;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.daysAgo;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderState;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.domain.order.Orders.Wanted;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link Orders} and of the entitlements that they make. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoOrdersTest {
  private final Wiring ports;

  DynamoOrdersTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void roundTripsAnOrder() {
    var order = steps().placed(perpetual(), subscription(Period.ofYears(1)).times(7));

    assertThat(ports.orders().find(PARTNER, CUSTOMER, order.id())).contains(order);
  }

  @Test
  void keepsTheReferencesOfAnOrderAndItsSoftware() {
    var bought = perpetual().referredTo("PO 4711/2020", "Büro 3", "K-100");
    var order = steps().placed(bought);

    assertThat(ports.orders().find(PARTNER, CUSTOMER, order.id())).contains(order);
    assertThat(order.purchaseOrderNumber()).contains("PO 4711/2020");
    assertThat(ports.entitlements().listOf(PARTNER, CUSTOMER, order.id()))
        .extracting(each -> each.purchase().references())
        .containsExactly(bought.purchase().references());
  }

  @Test
  void readsAnOrderOfRelease010() {
    var order = steps().placed(perpetual());
    var item = OrderItems.item(order);
    item.values().remove("billedTo");

    var read = OrderItems.order(PARTNER, CUSTOMER, item);

    assertThat(read.billedTo()).isEmpty();
    assertThat(read.chargeId()).isEmpty();
    assertThat(read.purchaseOrderNumber()).isEmpty();
    assertThat(read.lines()).isEqualTo(order.lines());
  }

  @Test
  void makesAnEntitlementOfEachLineInOrder() {
    var lines = new Bought[25];
    Arrays.fill(lines, perpetual());
    var order = steps().placed(lines);

    assertThat(ports.entitlements().listOf(PARTNER, CUSTOMER, order.id()))
        .isEqualTo(order.entitlements());
  }

  @Test
  void roundTripsAnEntitlement() {
    var bought = steps().bought(subscription(Period.ofMonths(1)));

    assertThat(ports.entitlements().find(PARTNER, CUSTOMER, bought.id())).contains(bought);
  }

  @Test
  void findsNothingForAnotherPartner() {
    var order = steps().placed(perpetual());
    var entitlement = order.entitlements().getFirst().id();

    assertThat(ports.orders().find(OTHER_PARTNER, CUSTOMER, order.id())).isEmpty();
    assertThat(ports.entitlements().find(OTHER_PARTNER, CUSTOMER, entitlement)).isEmpty();
    assertThat(ports.entitlements().listOf(OTHER_PARTNER, CUSTOMER, order.id())).isEmpty();
  }

  @Test
  void findsNothingForAnotherCustomer() {
    var order = steps().placed(perpetual());
    var entitlement = order.entitlements().getFirst().id();

    assertThat(ports.orders().find(PARTNER, OTHER_CUSTOMER, order.id())).isEmpty();
    assertThat(ports.entitlements().find(PARTNER, OTHER_CUSTOMER, entitlement)).isEmpty();
  }

  @Test
  void chargesAnOrder() {
    var order = steps().placed(perpetual(), perpetual().times(3));

    assertThat(steps().ledger())
        .singleElement()
        .isInstanceOf(LedgerEntry.Charge.class)
        .satisfies(charge -> assertThat(charge.amount()).isEqualTo(order.total()))
        .satisfies(charge -> assertThat(charge.order()).isEqualTo(order.id()));
  }

  @Test
  void recordsWhoPlacedAnOrder() {
    var order = anOrderOf(perpetual());
    var activity = anActivity(order);
    ports.orders().place(order, Reservation.none(), activity, once());

    assertThat(steps().log()).containsExactly(activity);
  }

  @Test
  void keepsTheAnswerUnderItsKey() {
    var order = anOrderOf(perpetual());
    var once = once();
    ports.orders().place(order, Reservation.none(), anActivity(order), once);

    assertThat(ports.idempotencyRecords().find(once.key(), order.placedAt())).contains(once);
  }

  @Test
  void placesOneOrderUnderOneKey() {
    var first = anOrderOf(perpetual());
    var second = anOrderOf(perpetual());
    ports.orders().place(first, Reservation.none(), anActivity(first), once("k-1"));

    var commit = ports.orders().place(second, Reservation.none(), anActivity(second), once("k-1"));

    assertThat(commit).isEqualTo(Commit.STALE);
    assertPlacedOnly(first);
  }

  @Test
  void placesOneOrderUnderOneKeyForParallelRequests() {
    var tried = new ArrayList<Order>();
    for (int i = 0; i < 24; i++) {
      tried.add(anOrderOf(perpetual()));
    }

    var commits =
        Steps.race(
            8,
            tried.size(),
            i ->
                ports
                    .orders()
                    .place(
                        tried.get(i), Reservation.none(), anActivity(tried.get(i)), once("k-1")));

    assertThat(commits).containsOnlyOnce(Commit.DONE);
    assertPlacedOnly(tried.get(commits.indexOf(Commit.DONE)));
  }

  @Test
  void doesNotReplaceAnOrder() {
    var order = steps().placed(perpetual());

    assertThat(ports.orders().place(order, Reservation.none(), anActivity(order), once()))
        .isEqualTo(Commit.STALE);
    assertThat(steps().ledger()).hasSize(1);
  }

  @Test
  void listsTheNewestOrderFirst() {
    var old = steps().placed(perpetual().on(daysAgo(2)));
    var older = steps().placed(perpetual().on(daysAgo(3)));
    var newest = steps().placed(perpetual().on(daysAgo(1)));

    assertThat(allOrders(10)).containsExactly(newest, old, older);
  }

  @Test
  void listsOrdersPageByPage() {
    for (int days = 1; days <= 5; days++) {
      steps().placed(perpetual().on(daysAgo(days)));
    }

    assertThat(allOrders(2)).isEqualTo(allOrders(10)).hasSize(5);
  }

  @Test
  void listsTheOrdersPlacedFromAnInstantOn() {
    var order = steps().placed(perpetual());
    var later = NOON.plus(Duration.ofDays(1));

    assertThat(ids(placed(NOON, later))).containsExactly(order.id());
    assertThat(ids(placed(NOON.plusMillis(1), later))).isEmpty();
    assertThat(ids(placed(NOON.plusNanos(1), later))).isEmpty();
  }

  @Test
  void listsTheOrdersPlacedBeforeAnInstant() {
    var order = steps().placed(perpetual());

    assertThat(ids(placed(daysAgo(1), NOON.plusMillis(1)))).containsExactly(order.id());
    assertThat(ids(placed(daysAgo(1), NOON.plusNanos(1)))).containsExactly(order.id());
    assertThat(ids(placed(daysAgo(1), NOON))).isEmpty();
  }

  @Test
  void listsNoOrdersOfAnImpossibleTime() {
    steps().placed(perpetual());

    assertThat(ids(placed(NOON, NOON))).isEmpty();
    assertThat(ids(placed(NOON, daysAgo(1)))).isEmpty();
    assertThat(ids(placed(Instant.MIN, Instant.EPOCH))).isEmpty();
    assertThat(ids(placed(Instant.parse("9999-12-31T00:00:00Z"), Instant.MAX))).isEmpty();
  }

  @Test
  void listsTheOrdersThatAreInAState() {
    var active = steps().placed(perpetual().on(daysAgo(1)));
    var partly = steps().placed(perpetual().on(daysAgo(2)));
    var cancelled = steps().placed(perpetual().on(daysAgo(3)));
    steps().cancelledInPart(partly, NOON);
    steps().cancelled(cancelled, NOON);

    assertThat(ids(in(OrderState.ACTIVE))).containsExactly(active.id());
    assertThat(ids(in(OrderState.PARTIALLY_CANCELLED))).containsExactly(partly.id());
    assertThat(ids(in(OrderState.CANCELLED))).containsExactly(cancelled.id());
  }

  @Test
  void listsTheWantedOrdersPageByPage() {
    var wanted = new ArrayList<OrderId>();
    for (int days = 1; days <= 6; days++) {
      var order = steps().placed(perpetual().on(daysAgo(days)));
      if (days % 2 == 0) {
        steps().cancelled(order, NOON);
      } else if (days < 5) {
        wanted.add(order.id());
      }
    }
    var query = new Wanted(daysAgo(4), NOON, Optional.of(OrderState.ACTIVE));

    var first = ports.orders().list(PARTNER, CUSTOMER, query, 1, Optional.empty());
    var second = ports.orders().list(PARTNER, CUSTOMER, query, 1, first.next());

    assertThat(ids(first)).containsExactly(wanted.getFirst());
    assertThat(ids(second)).containsExactly(wanted.getLast());
    assertThat(ids(ports.orders().list(PARTNER, CUSTOMER, query, 10, second.next()))).isEmpty();
  }

  @Test
  void listsNothingAfterAPlaceOutsideTheRange() {
    var order = steps().placed(perpetual());
    var before = new Wanted(daysAgo(9), daysAgo(1), Optional.empty());
    var after = new Wanted(NOON.plusMillis(1), Instant.MAX, Optional.empty());

    for (var wanted : List.of(before, after)) {
      assertThat(ids(ports.orders().list(PARTNER, CUSTOMER, wanted, 10, Optional.of(order.id()))))
          .isEmpty();
    }
  }

  private Orders.Page placed(Instant from, Instant to) {
    var wanted = new Wanted(from, to, Optional.empty());
    return ports.orders().list(PARTNER, CUSTOMER, wanted, 10, Optional.empty());
  }

  private Orders.Page in(OrderState state) {
    var wanted = new Wanted(Instant.MIN, Instant.MAX, Optional.of(state));
    return ports.orders().list(PARTNER, CUSTOMER, wanted, 10, Optional.empty());
  }

  private static List<OrderId> ids(Orders.Page page) {
    return page.orders().stream().map(Order::id).toList();
  }

  @Test
  void listsNothingForAnotherPartner() {
    steps().placed(perpetual());

    assertThat(
            ports.orders().list(OTHER_PARTNER, CUSTOMER, ALL_ORDERS, 10, Optional.empty()).orders())
        .isEmpty();
    assertThat(
            ports
                .entitlements()
                .list(OTHER_PARTNER, CUSTOMER, ALL_SOFTWARE, 10, Optional.empty())
                .entitlements())
        .isEmpty();
  }

  private void assertPlacedOnly(Order order) {
    assertThat(allOrders(10)).containsExactly(order);
    assertThat(steps().ledger()).extracting(LedgerEntry::order).containsExactly(order.id());
    assertThat(steps().log(Operation.ORDER_PLACED))
        .extracting(each -> each.subject().order())
        .containsExactly(Optional.of(order.id()));
    assertThat(
            ports
                .entitlements()
                .list(PARTNER, CUSTOMER, ALL_SOFTWARE, 10, Optional.empty())
                .entitlements())
        .isEqualTo(order.entitlements());
  }

  private List<Order> allOrders(int pageSize) {
    var all = new ArrayList<Order>();
    Orders.Page page =
        ports.orders().list(PARTNER, CUSTOMER, ALL_ORDERS, pageSize, Optional.empty());
    all.addAll(page.orders());
    while (page.next().isPresent()) {
      page = ports.orders().list(PARTNER, CUSTOMER, ALL_ORDERS, pageSize, page.next());
      all.addAll(page.orders());
    }
    return all;
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
