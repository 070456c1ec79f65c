package dev.keyshelf.orders;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Suspension;
import dev.keyshelf.api.Wire;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.PlaceOrder;
import dev.keyshelf.domain.order.PlaceOrder.Purchasing;
import dev.keyshelf.domain.order.PlaceOrder.Refusal;
import dev.keyshelf.domain.order.PlaceOrder.RequestedLine;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.util.Optional;

/** {@code POST /v1/customers/{customerId}/orders}: buys software on behalf of a customer. */
public final class PlaceOrderHandler extends PartnerHandler {
  private static final int LONGEST_ID = 64;

  private final PlaceOrder placeOrder;

  /** For Lambda. */
  public PlaceOrderHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public PlaceOrderHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.placeOrder =
        new PlaceOrder(
            wiring.purchaseFacts(),
            wiring.orders(),
            wiring.entitlements(),
            wiring.keyPools(),
            wiring.backorders(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.once(OrderJson::placed);
    var purchasing = purchasing(call);
    return Stored.reply(placeOrder.place(purchasing, call.act(), once), PlaceOrderHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchCustomer() -> Problem.notFound();
      case Refusal.Suspended() -> Suspension.refused();
      case Refusal.NotSold(var faults) -> LineFaults.problem(faults);
      case Refusal.PriceChanged(var total, var lines) -> OrderJson.priceChanged(total, lines);
    };
  }

  private static Purchasing purchasing(Call call) {
    var customer = call.customer();
    var body = Body.of(call.request());
    var lines = body.list("lines", 1, Order.MOST_LINES, PlaceOrderHandler::line);
    var expectedTotal = body.optionalObject("expectedTotal").flatMap(Wire::money);
    body.done();
    return new Purchasing(
        call.partner(),
        customer,
        lines.stream().map(Optional::orElseThrow).toList(),
        expectedTotal);
  }

  private static Optional<RequestedLine> line(Body body) {
    var sku = body.parsed("skuId", LONGEST_ID, "a SKU's id", SkuId::parse);
    var quantity = body.integer("quantity", 1, Integer.MAX_VALUE);
    return sku.map(known -> new RequestedLine(known, quantity));
  }
}
