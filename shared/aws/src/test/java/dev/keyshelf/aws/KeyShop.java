package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Catalogues.aProduct;
import static dev.keyshelf.testkit.Catalogues.anOffer;
import static dev.keyshelf.testkit.Catalogues.isPublished;
import static dev.keyshelf.testkit.Catalogues.terms;
import static dev.keyshelf.testkit.Situations.ALL_ORDERS;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.SKU;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.daysAgo;
import static dev.keyshelf.testkit.Situations.once;
import static dev.keyshelf.testkit.Situations.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.PlaceOrder;
import dev.keyshelf.domain.order.PlaceOrder.Refusal;
import dev.keyshelf.domain.order.PlaceOrder.RequestedLine;
import dev.keyshelf.testkit.Listed;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A shop of one SKU with one key for each unit, up to 40 in a line, reserved at the sale. */
record KeyShop(Wiring ports, Steps steps, CustomerId customer) {
  static KeyShop of(CloudFixture cloud) {
    var ports = OnDynamo.of(cloud);
    var steps = new Steps(ports);
    steps.partnerIsKnown();
    var sku =
        Listed.of(aProduct(), SKU.value())
            .upTo(40)
            .withKeys(new KeyRule(new Issuer.Pool(POOL, true), Optional.of(1)))
            .sku();
    var entry =
        new CatalogueVersion.Entry(
            aProduct(),
            List.of(sku),
            List.of(anOffer("US", "1200.00", "USD", daysAgo(365))),
            List.of());
    isPublished(
        ports.catalogueVersions(),
        new CatalogueVersion("v-1", List.of(terms()), List.of(entry)),
        NOON);
    var added = aCustomer(PARTNER, "fabrikam.com");
    ports
        .customers()
        .add(
            added,
            ActivityRecord.of(
                PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(added.id())),
            once());
    return new KeyShop(ports, steps, added.id());
  }

  /** Places an order with lines of these quantities. */
  Told<StoredAnswer, Refusal> buys(int... quantities) {
    return buys(running(), quantities);
  }

  Told<StoredAnswer, Refusal> buys(Once<Order> once, int... quantities) {
    return buys(once, NOON, quantities);
  }

  private Told<StoredAnswer, Refusal> buys(Once<Order> once, Instant at, int... quantities) {
    var lines =
        Arrays.stream(quantities).mapToObj(quantity -> new RequestedLine(SKU, quantity)).toList();
    return new PlaceOrder(
            ports.purchaseFacts(),
            ports.orders(),
            ports.entitlements(),
            ports.keyPools(),
            ports.backorders(),
            ports.idempotencyRecords())
        .place(Situations.purchasing(customer, lines), anAgentAt(at), once);
  }

  Order placed(int... quantities) {
    return placedAt(NOON, quantities);
  }

  /** Places an order at a time after all others, and returns it. */
  Order placedAt(Instant at, int... quantities) {
    assertThat(buys(running(), at, quantities)).isInstanceOf(Told.Done.class);
    return orders().getFirst();
  }

  /** Returns all orders, newest first. */
  List<Order> orders() {
    return ports.orders().list(PARTNER, customer, ALL_ORDERS, 10, Optional.empty()).orders();
  }
}
