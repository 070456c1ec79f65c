package dev.keyshelf.customers;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/customers[/{customerId}]}: the partner's customers, all or those whose name begins
 * so; {@code ?domain=} and {@code ?tenantId=} find one.
 */
public final class ReadCustomersHandler extends PartnerHandler {
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
      call.request().allowQuery();
      return customers
          .find(call.partner(), call.customer())
          .<Reply>map(found -> Answer.ok(CustomerJson.customer(found)))
          .orElseGet(Problem::notFound);
    }
    var search = CustomerSearch.of(call.request());
    return switch (search) {
      case CustomerSearch.All() -> page(call);
      case CustomerSearch.ByName byName -> page(call, byName);
      case CustomerSearch.ByDomain(var domain) -> one(find(call, domain));
      case CustomerSearch.ByTenant(var tenant) -> one(find(call, tenant));
    };
  }

  private Optional<Customer> find(Call call, Domain domain) {
    return customers.findByDomain(call.partner(), domain);
  }

  private Optional<Customer> find(Call call, TenantId tenant) {
    return customers.findByTenant(call.partner(), tenant);
  }

  private Answer page(Call call) {
    var route = call.request().route();
    var after =
        Cursor.read(call.request(), route)
            .map(text -> CustomerId.parse(text).orElseThrow(Cursor::invalid));
    var page = customers.list(call.partner(), call.limit(), after);
    return items(page.customers(), page.next().map(next -> Cursor.write(next.value(), route)));
  }

  private Answer page(Call call, CustomerSearch.ByName search) {
    var after = search.placeOf(call.request());
    var page = customers.listByName(call.partner(), search.prefix(), call.limit(), after);
    return items(page.customers(), page.next().map(next -> search.cursor(call.request(), next)));
  }

  private static Answer one(Optional<Customer> found) {
    return items(found.map(List::of).orElse(List.of()), Optional.empty());
  }

  private static Answer items(List<Customer> found, Optional<String> cursor) {
    var json = Json.object();
    var items = json.putArray("items");
    found.forEach(customer -> items.add(CustomerJson.customer(customer)));
    cursor.ifPresent(next -> json.put("next", next));
    return Answer.ok(json);
  }
}
