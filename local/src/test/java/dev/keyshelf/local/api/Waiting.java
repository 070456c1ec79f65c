package dev.keyshelf.local.api;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.PlaceOrder;
import dev.keyshelf.domain.order.PlaceOrder.Purchasing;
import dev.keyshelf.domain.order.PlaceOrder.RequestedLine;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Places orders whose request has no time left to reserve the keys beyond its transaction. */
public final class Waiting {
  /** Enough time to place the order, but less than a request needs to reserve more keys. */
  private static final Duration TIME = Duration.ofSeconds(15);

  private static final String ROUTE = "POST /v1/customers/{customerId}/orders";

  private Waiting() {}

  /** Places an order with {@code sku:quantity} for each line. Returns its path. */
  public static String order(Shop shop, String partner, String customer, String... lines) {
    var requested =
        Arrays.stream(lines)
            .map(line -> line.split(":", 2))
            .map(line -> new RequestedLine(new SkuId(line[0]), Integer.parseInt(line[1])))
            .toList();
    var path = new StringBuilder();
    var variables = new HashMap<>(shop.machine().functions().cloud());
    variables.put("KEYSHELF_TABLE", shop.table());
    try (var wiring = Wiring.of(variables, shop.machine().clock())) {
      var placing =
          new PlaceOrder(
              wiring.purchaseFacts(),
              wiring.orders(),
              wiring.entitlements(),
              wiring.keyPools(),
              wiring.backorders(),
              wiring.idempotencyRecords());
      var by = new Actor.User("user@" + partner + ".example", Set.of("AdminAgent"));
      var now = wiring.clock().instant().truncatedTo(ChronoUnit.MILLIS);
      var once =
          new Once<Order>(
              new IdempotencyKey(new PartnerId(partner), ROUTE, UUID.randomUUID().toString()),
              "fingerprint",
              order -> {
                path.setLength(0);
                path.append(customer).append("/orders/").append(order.id());
                return new StoredAnswer(201, Map.of("Location", path.toString()), "{}", false);
              });
      var purchasing =
          new Purchasing(
              new PartnerId(partner),
              new CustomerId(customer.substring(customer.lastIndexOf('/') + 1)),
              requested,
              Optional.empty());
      var told =
          TimeLeft.of(() -> TIME)
              .during(() -> placing.place(purchasing, new Act(by, now, "request-1"), once));
      if (!(told instanceof Told.Done)) {
        throw new AssertionError("not placed: " + told);
      }
    }
    return path.toString();
  }
}
