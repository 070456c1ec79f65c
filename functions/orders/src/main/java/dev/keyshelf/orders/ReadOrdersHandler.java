package dev.keyshelf.orders;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;

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
    super(wiring.clock(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.customers = wiring.customers();
    this.orders = wiring.orders();
    this.entitlements = wiring.entitlements();
  }

  @Override
  protected Answer answer(Call call) {
    if (call.request().pathParameters().containsKey("orderId")) {
      call.request().allowQuery();
      return orders
          .find(call.partner(), call.customer(), call.order())
          .map(order -> one(call, order))
          .orElseThrow(() -> new ProblemException(Problem.notFound()));
    }
    call.request().allowQuery("limit", "cursor");
    if (customers.find(call.partner(), call.customer()).isEmpty()) {
      throw new ProblemException(Problem.notFound());
    }
    return page(call);
  }

  private Answer one(Call call, Order order) {
    var made = entitlements.listOf(call.partner(), call.customer(), order.id());
    return Answer.ok(OrderJson.order(order, made, call.now()));
  }

  private Answer page(Call call) {
    var customer = call.customer();
    var after =
        Cursor.read(call.request(), call.request().route(), customer)
            .map(text -> OrderId.parse(text).orElseThrow(Cursor::invalid));
    var page = orders.list(call.partner(), customer, call.limit(), after);
    var json = Json.object();
    var items = json.putArray("items");
    page.orders().forEach(order -> items.add(OrderJson.summary(order)));
    page.next()
        .ifPresent(
            next -> json.put("next", Cursor.write(next.value(), call.request().route(), customer)));
    return Answer.ok(json);
  }
}
