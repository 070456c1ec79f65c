package dev.keyshelf.customers;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.customer.Customers.Archived;
import dev.keyshelf.domain.customer.Customers.NamePage;
import dev.keyshelf.domain.customer.Customers.PlaceByName;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code GET /v1/customers[/{customerId}]}: lists the partner's customers, or those whose name has
 * a prefix or some words. {@code ?domain=} and {@code ?tenantId=} find one.
 */
public final class ReadCustomersHandler extends PartnerHandler {
  private static final Positions<CustomerId> CUSTOMERS =
      Positions.ofTimedIds(CustomerId::value, CustomerId::parse);

  private final Customers customers;

  /** Creates the handler in Lambda, from its environment. */
  public ReadCustomersHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
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
      case CustomerSearch.All(var archived) -> page(call, parameters, archived);
      case CustomerSearch.ByWords byWords -> page(call, parameters, byWords);
      case CustomerSearch.ByName byName -> page(call, parameters, byName);
      case CustomerSearch.ByDomain(var domain) ->
          one(customers.findByDomain(call.partner(), domain));
      case CustomerSearch.ByTenant(var tenant) ->
          one(customers.findByTenant(call.partner(), tenant));
    };
  }

  private Answer page(Call call, Parameters parameters, Archived archived) {
    var paging = Paging.of(call, parameters, CUSTOMERS, asked(archived));
    var page = customers.list(call.partner(), archived, paging.limit(), paging.after());
    return Answer.ok(paging.page(page.customers(), CustomerJson::customer, page.next()));
  }

  private Answer page(Call call, Parameters parameters, CustomerSearch.ByName search) {
    var paging =
        Paging.of(call, parameters, search.positions(), asked(search.archived(), search.prefix()));
    return byName(
        paging,
        customers.listByName(
            call.partner(), search.prefix(), search.archived(), paging.limit(), paging.after()));
  }

  private Answer page(Call call, Parameters parameters, CustomerSearch.ByWords search) {
    var paging =
        Paging.of(
            call,
            parameters,
            search.positions(),
            asked(search.archived(), "words", search.words().words()));
    return byName(
        paging,
        customers.listByWords(
            call.partner(), search.words(), search.archived(), paging.limit(), paging.after()));
  }

  private static Answer byName(Paging<PlaceByName> paging, NamePage page) {
    return Answer.ok(paging.page(page.customers(), CustomerJson::customer, page.next()));
  }

  /** Returns what a cursor belongs to; without archived customers, as release 0.1.0 had it. */
  private static Object[] asked(Archived archived, Object... question) {
    return archived == Archived.LEFT_OUT
        ? question
        : Stream.concat(Stream.of(archived), Stream.of(question)).toArray();
  }

  private static Answer one(Optional<Customer> found) {
    return Answer.ok(Paging.whole(found.stream().toList(), CustomerJson::customer));
  }
}
