package dev.keyshelf.customers;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/customers[/{customerId}]}: the partner's customers; {@code ?domain=} finds one.
 */
public final class ReadCustomersHandler extends PartnerHandler {
  private final Customers customers;

  /** For Lambda. */
  public ReadCustomersHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReadCustomersHandler(Wiring wiring) {
    super(wiring.clock(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.customers = wiring.customers();
  }

  @Override
  protected Answer answer(Call call) {
    if (call.request().pathParameters().containsKey("customerId")) {
      call.request().allowQuery();
      return customers
          .find(call.partner(), call.customer())
          .map(found -> Answer.ok(CustomerJson.customer(found)))
          .orElseThrow(() -> new ProblemException(Problem.notFound()));
    }
    var domain = call.request().queryParameter("domain");
    if (domain.isPresent()) {
      call.request().allowQuery("domain");
      return withDomain(call, domain.get());
    }
    call.request().allowQuery("limit", "cursor");
    return page(call);
  }

  private Answer withDomain(Call call, String text) {
    var domain =
        Domain.parse(text)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.badRequest("validation", "A parameter is not valid.")
                            .with(Fault.ofParameter("domain", "must be a domain name"))));
    var found = customers.findByDomain(call.partner(), domain);
    return items(found.map(List::of).orElse(List.of()), Optional.empty());
  }

  private Answer page(Call call) {
    var after =
        Cursor.read(call.request(), call.request().route())
            .map(text -> CustomerId.parse(text).orElseThrow(Cursor::invalid));
    var page = customers.list(call.partner(), call.limit(), after);
    return items(
        page.customers(),
        page.next().map(next -> Cursor.write(next.value(), call.request().route())));
  }

  private static Answer items(List<Customer> found, Optional<String> cursor) {
    var json = Json.object();
    var items = json.putArray("items");
    found.forEach(customer -> items.add(CustomerJson.customer(customer)));
    cursor.ifPresent(next -> json.put("next", next));
    return Answer.ok(json);
  }
}
