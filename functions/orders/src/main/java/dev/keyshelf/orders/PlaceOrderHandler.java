package dev.keyshelf.orders;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Suspension;
import dev.keyshelf.api.Wire;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.PlaceOrder;
import dev.keyshelf.domain.order.PlaceOrder.Purchasing;
import dev.keyshelf.domain.order.PlaceOrder.Refusal;
import dev.keyshelf.domain.order.PlaceOrder.RequestedLine;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import java.util.Optional;

/** {@code POST /v1/customers/{customerId}/orders}: buys software on behalf of a customer. */
public final class PlaceOrderHandler extends PartnerHandler {
  private static final int LONGEST_ID = 64;

  private final PlaceOrder placeOrder;

  /** Creates the handler in Lambda, from its environment. */
  public PlaceOrderHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
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
    var wording = Wording.of(call.request());
    var once = call.<Order>once(order -> OrderJson.placed(order, wording));
    var purchasing = purchasing(call);
    return Stored.reply(placeOrder.place(purchasing, call.act(), once), PlaceOrderHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchCustomer() -> Problem.notFound();
      case Refusal.CustomerArchived(var since) ->
          Problem.of(
              ProblemCode.CUSTOMER_ARCHIVED,
              "The customer is archived since %s: restore it to buy for it.".formatted(since));
      case Refusal.Suspended() -> Suspension.refused();
      case Refusal.NotSold(var faults) -> LineFaults.problem(faults);
      case Refusal.PriceChanged(var total, var lines) -> OrderJson.priceChanged(total, lines);
    };
  }

  private static Purchasing purchasing(Call call) {
    var customer = call.customer();
    var body = Body.of(call.request());
    var number = body.optionalText("purchaseOrderNumber", References.LONGEST);
    var lines = body.list("lines", 1, Order.MOST_LINES, PlaceOrderHandler::line);
    var expectedTotal = body.optionalObject("expectedTotal").flatMap(Wire::money);
    body.done();
    return new Purchasing(
        call.partner(),
        customer,
        lines.stream().map(line -> line.orElseThrow().requested(number)).toList(),
        expectedTotal);
  }

  private static Optional<Line> line(Body body) {
    var sku = body.parsed("skuId", LONGEST_ID, "a SKU's id", SkuId::parse);
    var quantity = body.integer("quantity", 1, Integer.MAX_VALUE);
    var reference = body.optionalText("reference", References.LONGEST);
    var costCentre = body.optionalText("costCentre", References.LONGEST);
    return sku.map(known -> new Line(known, quantity, reference, costCentre));
  }

  /** A line of a body whose faults are not all found yet. */
  private record Line(
      SkuId sku, int quantity, Optional<String> reference, Optional<String> costCentre) {
    RequestedLine requested(Optional<String> purchaseOrderNumber) {
      return new RequestedLine(
          sku, quantity, new References(purchaseOrderNumber, reference, costCentre));
    }
  }
}
