package dev.keyshelf.orders;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.TimeRange;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderState;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.domain.order.Orders.Wanted;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;

/** {@code GET /v1/customers/{customerId}/orders[/{orderId}]}: the order history of a customer. */
public final class ReadOrdersHandler extends PartnerHandler {
  private final Customers customers;
  private final Orders orders;
  private final Entitlements entitlements;

  /** For Lambda. */
  public ReadOrdersHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReadOrdersHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.customers = wiring.customers();
    this.orders = wiring.orders();
    this.entitlements = wiring.entitlements();
  }

  @Override
  protected Reply answer(Call call) {
    if (call.request().pathParameters().containsKey("orderId")) {
      call.request().allowQuery();
      return orders
          .find(call.partner(), call.customer(), call.order())
          .<Reply>map(order -> one(call, order))
          .orElseGet(Problem::notFound);
    }
    return page(call);
  }

  private Answer one(Call call, Order order) {
    var made = entitlements.listOf(call.partner(), call.customer(), order.id());
    return Answer.ok(OrderJson.order(order, made, call.now()));
  }

  private Reply page(Call call) {
    var customer = call.customer();
    var range = TimeRange.ofAllTime(call.request());
    var parameters = Parameters.of(call.request());
    var state = parameters.oneOf("state", OrderState.class);
    parameters.done("from", "to", "limit", "cursor");
    Object[] query = {call.request().route(), customer, range.query(), state};
    var after =
        Cursor.read(call.request(), query)
            .map(text -> OrderId.parse(text).orElseThrow(Cursor::invalid));
    var limit = call.limit();
    if (customers.find(call.partner(), customer).isEmpty()) {
      return Problem.notFound();
    }
    var wanted = new Wanted(range.from(), range.to(), state);
    var page = orders.list(call.partner(), customer, wanted, limit, after);
    var json = Json.object();
    var items = json.putArray("items");
    page.orders().forEach(order -> items.add(OrderJson.summary(order)));
    page.next().ifPresent(next -> json.put("next", Cursor.write(next.value(), query)));
    return Answer.ok(json);
  }
}
