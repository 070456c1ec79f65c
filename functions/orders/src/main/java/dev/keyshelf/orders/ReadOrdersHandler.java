package dev.keyshelf.orders;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.TimeRange;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.desk.Desk;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderState;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.domain.order.Orders.Wanted;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;

/**
 * {@code GET /v1/customers/{customerId}/orders[/{orderId}]}: reads a customer's order history.
 * {@code GET /v1/orders}: reads the orders of all customers of the partner.
 */
public final class ReadOrdersHandler extends PartnerHandler {
  private static final Positions<OrderId> ORDERS =
      Positions.ofTimedIds(OrderId::value, OrderId::parse);

  private final Customers customers;
  private final Orders orders;
  private final Entitlements entitlements;
  private final Desk desk;

  /** Creates the handler in Lambda, from its environment. */
  public ReadOrdersHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadOrdersHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.customers = wiring.customers();
    this.orders = wiring.orders();
    this.entitlements = wiring.entitlements();
    this.desk = wiring.desk();
  }

  @Override
  protected Reply answer(Call call) {
    if (call.request().pathParameters().containsKey("orderId")) {
      Parameters.none(call.request());
      return orders
          .find(call.partner(), call.customer(), call.order())
          .<Reply>map(order -> one(call, order))
          .orElseGet(Problem::notFound);
    }
    return call.request().pathParameters().containsKey("customerId")
        ? page(call)
        : pageAcrossCustomers(call);
  }

  private Answer pageAcrossCustomers(Call call) {
    var parameters = Parameters.of(call.request());
    var question = DeskQuestion.ofOrders(parameters, OrderState.class, call.now());
    var positions = question.positions(OrderId::value, OrderId::parse);
    var paging = Paging.of(call, parameters, positions, question.asked());
    var page = desk.orders(call.partner(), question.search(), paging.limit(), paging.after());
    return Answer.ok(paging.page(page.rows(), DeskJson::order, page.next()));
  }

  private Answer one(Call call, Order order) {
    var made = entitlements.listOf(call.partner(), call.customer(), order.id());
    var wording = Wording.of(call.request());
    return wording.said(Answer.ok(OrderJson.order(order, made, call.now(), wording)));
  }

  private Reply page(Call call) {
    var customer = call.customer();
    var parameters = Parameters.of(call.request());
    var range = TimeRange.ofAllTime(parameters);
    var state = parameters.oneOf("state", OrderState.class);
    var placed = Ulids.Span.between(range.from(), range.to());
    var positions =
        ORDERS.within(id -> placed.filter(span -> span.contains(id.value())).isPresent());
    var paging = Paging.of(call, parameters, positions, customer, range.given(), state);
    if (customers.find(call.partner(), customer).isEmpty()) {
      return Problem.notFound();
    }
    var wanted = new Wanted(range.from(), range.to(), state);
    var page = orders.list(call.partner(), customer, wanted, paging.limit(), paging.after());
    return Answer.ok(paging.page(page.orders(), OrderJson::summary, page.next()));
  }
}
