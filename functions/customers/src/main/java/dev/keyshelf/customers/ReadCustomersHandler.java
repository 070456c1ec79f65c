package dev.keyshelf.customers;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.util.Optional;

/**
 * {@code GET /v1/customers[/{customerId}]}: the partner's customers, all or those whose name begins
 * so; {@code ?domain=} and {@code ?tenantId=} find one.
 */
public final class ReadCustomersHandler extends PartnerHandler {
  private static final Positions<CustomerId> CUSTOMERS =
      Positions.ofTimedIds(CustomerId::value, CustomerId::parse);

  private final Customers customers;

  /** For Lambda. */
  public ReadCustomersHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReadCustomersHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.customers = wiring.customers();
  }

  @Override
  protected Reply answer(Call call) {
    if (call.request().pathParameters().containsKey("customerId")) {
      Parameters.none(call.request());
      return customers
          .find(call.partner(), call.customer())
          .<Reply>map(found -> Answer.ok(CustomerJson.customer(found)))
          .orElseGet(Problem::notFound);
    }
    var parameters = Parameters.of(call.request());
    return switch (CustomerSearch.of(parameters)) {
      case CustomerSearch.All() -> page(call, parameters);
      case CustomerSearch.ByName byName -> page(call, parameters, byName);
      case CustomerSearch.ByDomain(var domain) ->
          one(customers.findByDomain(call.partner(), domain));
      case CustomerSearch.ByTenant(var tenant) ->
          one(customers.findByTenant(call.partner(), tenant));
    };
  }

  private Answer page(Call call, Parameters parameters) {
    var paging = Paging.of(call, parameters, CUSTOMERS);
    var page = customers.list(call.partner(), paging.limit(), paging.after());
    return Answer.ok(paging.page(page.customers(), CustomerJson::customer, page.next()));
  }

  private Answer page(Call call, Parameters parameters, CustomerSearch.ByName search) {
    var paging = Paging.of(call, parameters, search.positions(), search.prefix());
    var page =
        customers.listByName(call.partner(), search.prefix(), paging.limit(), paging.after());
    return Answer.ok(paging.page(page.customers(), CustomerJson::customer, page.next()));
  }

  private static Answer one(Optional<Customer> found) {
    return Answer.ok(Paging.whole(found.stream().toList(), CustomerJson::customer));
  }
}
