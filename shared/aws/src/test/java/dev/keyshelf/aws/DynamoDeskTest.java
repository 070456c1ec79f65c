package dev.keyshelf.aws;

import static dev.keyshelf.aws.DeskSteps.line;
import static dev.keyshelf.aws.DeskSteps.ordersBy;
import static dev.keyshelf.aws.DeskSteps.softwareBy;
import static dev.keyshelf.aws.DeskSteps.termsWithin;
import static dev.keyshelf.aws.DeskSteps.windowsWithin;
import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_CUSTOMER;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.desk.Desk;
import dev.keyshelf.domain.desk.Search;
import dev.keyshelf.domain.desk.Search.By;
import dev.keyshelf.domain.entitlement.EntitlementState;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderState;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Desk} must keep to. */
@Timeout(300) // A store that never ends its pages must not hang the build.
@OnCloud
class DynamoDeskTest {
  private final Wiring ports;
  private final CloudFixture cloud;
  private final Steps steps;
  private final DeskSteps desk;

  DynamoDeskTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud);
    this.steps = new Steps(ports);
    this.desk = new DeskSteps(ports);
  }

  @BeforeEach
  void addTwoCustomers() {
    desk.addTwoCustomers();
  }

  @Test
  void listsTheOrdersOfAllCustomersNewestFirstAndNamesTheCustomer() {
    var first = steps.placed(CUSTOMER, perpetual().on(daysAgo(3)));
    var second = steps.placed(OTHER_CUSTOMER, perpetual().on(daysAgo(2)));
    var third = steps.placed(CUSTOMER, perpetual().on(daysAgo(1)));

    var page = ports.desk().orders(PARTNER, ordersBy(new By.Newest()), 10, Optional.empty());

    assertThat(page.rows()).extracting(Desk.Row::found).containsExactly(third, second, first);
    assertThat(page.rows())
        .extracting(row -> row.customer().companyName() + " " + row.customer().domain())
        .containsExactly(
            "Fabrikam, Inc. fabrikam.com",
            "Tailspin Toys tailspin.example",
            "Fabrikam, Inc. fabrikam.com");
    assertThat(page.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void listsEachOrderAndEachLineOnceHoweverLongAPageIs(int limit) {
    var orders = new ArrayList<OrderId>();
    var lines = new ArrayList<EntitlementId>();
    for (int i = 1; i <= 7; i++) {
      var bought = new Bought[i];
      Arrays.fill(bought, subscription(Period.ofMonths(2)).on(daysAgo(i)));
      var order = steps.placed(i % 2 == 0 ? CUSTOMER : OTHER_CUSTOMER, bought);
      orders.add(order.id());
      for (int line = i; line >= 1; line--) {
        lines.add(line(order, line));
      }
    }

    assertThat(desk.orders(ordersBy(new By.Newest()), limit)).isEqualTo(orders);
    assertThat(desk.software(softwareBy(new By.Newest()), limit)).isEqualTo(lines);
    assertThat(desk.orders(ordersBy(windowsWithin(60)), limit)).isEqualTo(orders.reversed());
    assertThat(desk.software(softwareBy(windowsWithin(60)), limit))
        .isEqualTo(byEnd(orders.reversed(), lines));
    assertThat(desk.orders(ordersBy(termsWithin(100)), limit)).isEqualTo(orders.reversed());
    assertThat(desk.software(softwareBy(termsWithin(100)), limit))
        .isEqualTo(byEnd(orders.reversed(), lines));
  }

  /** Lines 1, 2, 3... of each order. */
  private static List<EntitlementId> byEnd(List<OrderId> orders, List<EntitlementId> lines) {
    return orders.stream()
        .flatMap(order -> lines.reversed().stream().filter(line -> line.order().equals(order)))
        .toList();
  }

  @Test
  void listsTheSameOfOneCustomerByTheCustomersOwnPartition() {
    var mine = steps.placed(CUSTOMER, perpetual().on(daysAgo(3)), perpetual().on(daysAgo(3)));
    steps.placed(OTHER_CUSTOMER, perpetual().on(daysAgo(2)));
    var newest = steps.placed(CUSTOMER, perpetual().on(daysAgo(1)));

    for (var limit : List.of(1, 2, 10)) {
      assertThat(desk.orders(ofCustomer(ordersBy(new By.Newest()), CUSTOMER), limit))
          .containsExactly(newest.id(), mine.id());
      assertThat(desk.software(ofCustomer(softwareBy(new By.Newest()), CUSTOMER), limit))
          .containsExactly(line(newest, 1), line(mine, 2), line(mine, 1));
      assertThat(desk.software(ofCustomer(softwareBy(windowsWithin(60)), CUSTOMER), limit))
          .containsExactly(line(mine, 1), line(mine, 2), line(newest, 1));
    }
    var nobody = new CustomerId("01E9PX0WZ0C0ST0MER00000009");
    assertThat(desk.orders(ofCustomer(ordersBy(new By.Newest()), nobody), 10)).isEmpty();
    assertThat(desk.software(ofCustomer(softwareBy(new By.OfOrder(mine.id())), OTHER_CUSTOMER), 10))
        .isEmpty();
  }

  private static <S extends Enum<S>> Search<S> ofCustomer(Search<S> search, CustomerId customer) {
    return new Search<>(
        search.by(),
        Optional.of(customer),
        search.product(),
        search.kind(),
        search.state(),
        search.from(),
        search.to(),
        search.now());
  }

  @Test
  void findsOrdersByExactlyTheirPurchaseOrderNumberNewestFirst() {
    var first = steps.placed(CUSTOMER, numbered("4711", 3), numbered("4711", 3));
    var second = steps.placed(OTHER_CUSTOMER, numbered("4711", 2));
    steps.placed(CUSTOMER, numbered("4711a", 1));
    steps.placed(CUSTOMER, perpetual().on(daysAgo(1)));

    for (var limit : List.of(1, 2, 10)) {
      assertThat(desk.orders(ordersBy(new By.PurchaseOrder("4711")), limit))
          .containsExactly(second.id(), first.id());
      assertThat(desk.software(softwareBy(new By.PurchaseOrder("4711")), limit))
          .containsExactly(line(second, 1), line(first, 2), line(first, 1));
      assertThat(desk.orders(ofCustomer(ordersBy(new By.PurchaseOrder("4711")), CUSTOMER), limit))
          .containsExactly(first.id());
    }
    assertThat(desk.orders(new By.PurchaseOrder("471"))).isEmpty();
    assertThat(desk.orders(new By.PurchaseOrder("4711A"))).isEmpty();
    assertThat(
            ports
                .desk()
                .orders(OTHER_PARTNER, ordersBy(new By.PurchaseOrder("4711")), 10, Optional.empty())
                .rows())
        .isEmpty();
  }

  private static Bought numbered(String purchaseOrderNumber, int daysAgo) {
    return perpetual().on(daysAgo(daysAgo)).referredTo(purchaseOrderNumber, "a", "b");
  }

  @Test
  void filtersByStateKindAndProduct() {
    var kept = steps.placed(CUSTOMER, perpetual().on(daysAgo(3)));
    var cancelled = steps.placed(CUSTOMER, perpetual().on(daysAgo(2)));
    var mixed =
        steps.placed(
            OTHER_CUSTOMER,
            perpetual().on(daysAgo(1)),
            subscription(Period.ofYears(1)).on(daysAgo(1)));
    steps.cancelled(cancelled, NOON);

    assertThat(desk.orders(with(ordersBy(new By.Newest()), OrderState.CANCELLED), 10))
        .containsExactly(cancelled.id());
    assertThat(desk.orders(with(ordersBy(new By.Newest()), OrderState.ACTIVE), 10))
        .containsExactly(mixed.id(), kept.id());
    assertThat(desk.software(with(softwareBy(new By.Newest()), EntitlementState.CANCELLED), 10))
        .containsExactly(line(cancelled, 1));
    assertThat(desk.orders(of(ordersBy(new By.Newest()), ProductKind.SUBSCRIPTION), 10))
        .containsExactly(mixed.id());
    assertThat(desk.software(of(softwareBy(new By.Newest()), ProductKind.SUBSCRIPTION), 10))
        .containsExactly(line(mixed, 2));
    assertThat(desk.software(of(softwareBy(new By.Newest()), new ProductId("nothing")), 10))
        .isEmpty();
    assertThat(desk.orders(of(ordersBy(new By.Newest()), new ProductId("nothing")), 10)).isEmpty();
  }

  private static <S extends Enum<S>> Search<S> with(Search<S> search, S state) {
    return change(search, search.kind(), search.product(), Optional.of(state));
  }

  private static <S extends Enum<S>> Search<S> of(Search<S> search, ProductKind kind) {
    return change(search, Optional.of(kind), search.product(), search.state());
  }

  private static <S extends Enum<S>> Search<S> of(Search<S> search, ProductId product) {
    return change(search, search.kind(), Optional.of(product), search.state());
  }

  private static <S extends Enum<S>> Search<S> change(
      Search<S> search,
      Optional<ProductKind> kind,
      Optional<ProductId> product,
      Optional<S> state) {
    return new Search<>(
        search.by(),
        search.customer(),
        product,
        kind,
        state,
        search.from(),
        search.to(),
        search.now());
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "-1, 0, 0", "1, 2, 0", "0, 0, 0", "-1, 1, 1"})
  void listsWhatWasBoughtInATimeWhoseEndIsExclusive(int fromMillis, int toMillis, int found) {
    steps.placed(CUSTOMER, perpetual());

    for (var by : List.of(new By.Newest(), windowsWithin(60))) {
      Search<OrderState> search = ordersBy(by);
      var inTime = inTime(search, NOON.plusMillis(fromMillis), NOON.plusMillis(toMillis));
      assertThat(desk.orders(inTime, 10)).as(by.toString()).hasSize(found);
      Search<EntitlementState> lines = softwareBy(by);
      assertThat(
              desk.software(
                  inTime(lines, NOON.plusMillis(fromMillis), NOON.plusMillis(toMillis)), 10))
          .hasSize(found);
    }
  }

  private static <S extends Enum<S>> Search<S> inTime(Search<S> search, Instant from, Instant to) {
    return new Search<>(
        search.by(),
        search.customer(),
        search.product(),
        search.kind(),
        search.state(),
        from,
        to,
        search.now());
  }

  @Test
  void findsAnOrderByItsIdAlone() {
    var wanted = steps.placed(OTHER_CUSTOMER, perpetual(), perpetual());
    steps.placed(CUSTOMER, perpetual());

    assertThat(desk.orders(new By.OfOrder(wanted.id()))).containsExactly(wanted.id());
    assertThat(desk.software(new By.OfOrder(wanted.id())))
        .containsExactly(line(wanted, 2), line(wanted, 1));
    assertThat(desk.orders(new By.OfOrder(OrderId.next(NOON)))).isEmpty();
  }

  @Test
  void findsWhatHasAKeyByItsLastFiveInAnyCase() {
    steps.partnerIsKnown();
    steps.imported(POOL, 2);
    var sold = steps.placed(CUSTOMER, perpetual().times(2));
    steps.placed(OTHER_CUSTOMER, perpetual());
    steps.reveal(sold.entitlements().getFirst());

    assertThat(desk.software(new By.LastFive("AB12C"))).containsExactly(line(sold, 1));
    assertThat(desk.software(new By.LastFive("ab12c"))).containsExactly(line(sold, 1));
    assertThat(desk.software(new By.LastFive("AB12D"))).isEmpty();
  }

  @Test
  void findsWhatALinkIsForByItsId() {
    var sold = steps.placed(CUSTOMER, perpetual());
    var made = steps.linked(sold.entitlements().getFirst(), NOON);

    assertThat(desk.software(new By.Link(made.link().id()))).containsExactly(line(sold, 1));
  }

  @Test
  void showsNothingToAnotherPartner() {
    var sold = steps.placed(CUSTOMER, subscription(Period.ofDays(30)));
    var made = steps.linked(sold.entitlements().getFirst(), NOON);

    for (var by :
        List.of(
            new By.Newest(),
            new By.OfOrder(sold.id()),
            windowsWithin(366),
            termsWithin(366),
            new By.Link(made.link().id()))) {
      assertThat(ports.desk().software(OTHER_PARTNER, softwareBy(by), 10, Optional.empty()).rows())
          .as(by.toString())
          .isEmpty();
      assertThat(
              ports
                  .desk()
                  .software(
                      OTHER_PARTNER, ofCustomer(softwareBy(by), CUSTOMER), 10, Optional.empty())
                  .rows())
          .isEmpty();
    }
    assertThat(
            ports
                .desk()
                .orders(OTHER_PARTNER, ordersBy(new By.Newest()), 10, Optional.empty())
                .rows())
        .isEmpty();
    assertThat(
            ports
                .desk()
                .orders(OTHER_PARTNER, ordersBy(new By.OfOrder(sold.id())), 10, Optional.empty())
                .rows())
        .isEmpty();
  }

  /** As a client pages, others place and cancel. */
  @Test
  void losesNothingAndRepeatsNothingWhileOrdersArePlacedAndCancelled() {
    var orders = new ArrayList<Order>();
    for (int i = 10; i >= 1; i--) {
      orders.add(steps.placed(i % 2 == 0 ? CUSTOMER : OTHER_CUSTOMER, perpetual().on(daysAgo(i))));
    }
    var newest = pagedWhile(ordersBy(new By.Newest()), orders);
    assertThat(newest).isEqualTo(orders.reversed().stream().map(Order::id).toList());

    var again = new ArrayList<Order>();
    for (int i = 10; i >= 1; i--) {
      again.add(steps.placed(CUSTOMER, subscription(Period.ofYears(1)).on(daysAgo(20 + i))));
    }
    var windows = pagedWhile(ordersBy(windowsWithin(39)), again);
    // Two are cancelled before their page, and every other one is there once.
    assertThat(windows).doesNotHaveDuplicates().hasSize(8);
  }

  /** Reads pages of two, and between them cancels one that was read and one that was not. */
  private List<OrderId> pagedWhile(Search<OrderState> search, List<Order> orders) {
    var listed = new ArrayList<OrderId>();
    var first = ports.desk().orders(PARTNER, search, 2, Optional.empty());
    first.rows().forEach(row -> listed.add(row.found().id()));
    steps.cancelled(orders.get(0), NOON);
    steps.cancelled(orders.get(4), NOON);
    steps.cancelled(orders.get(6), NOON);
    steps.placed(OTHER_CUSTOMER, perpetual().on(NOON));
    var after = first.next();
    while (after.isPresent()) {
      var page = ports.desk().orders(PARTNER, search, 2, after);
      page.rows().forEach(row -> listed.add(row.found().id()));
      after = page.next();
    }
    return listed;
  }

  @Test
  void examinesTwoThousandRowsAPageAndGoesOnFromThere() {
    var table = table();
    for (int i = 0; i < 2_001; i++) {
      var order = anOrderOf(CUSTOMER, perpetual().on(NOON.plusMillis(i)));
      assertThat(table.writes().put(OrderItems.item(order), "attribute_not_exists(pk)", Map.of()))
          .isTrue();
    }
    var search = with(ordersBy(new By.Newest()), OrderState.CANCELLED);

    var first = ports.desk().orders(PARTNER, search, 50, Optional.empty());
    assertThat(first.rows()).isEmpty();
    assertThat(first.next()).isPresent();
    var second = ports.desk().orders(PARTNER, search, 50, first.next());
    assertThat(second.next()).isEmpty();
  }

  private Table table() {
    return new CountedWrites().table(OnDynamo.environment(cloud));
  }
}
