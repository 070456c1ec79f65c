package dev.keyshelf.customers;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.ContactFields;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Suspension;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.CreateCustomer;
import dev.keyshelf.domain.customer.CreateCustomer.Details;
import dev.keyshelf.domain.customer.CreateCustomer.Refusal;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;

/** {@code POST /v1/customers}: creates a customer of the caller's partner. */
public final class CreateCustomerHandler extends PartnerHandler {
  private static final int LONGEST_GUID = 36;
  private static final int LONGEST_DOMAIN = 253;

  private final CreateCustomer createCustomer;

  /** For Lambda. */
  public CreateCustomerHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public CreateCustomerHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.createCustomer =
        new CreateCustomer(wiring.partners(), wiring.customers(), wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.once(CustomerJson::created);
    var details = details(call.request());
    return Stored.reply(
        createCustomer.create(call.partner(), details, call.act(), once),
        CreateCustomerHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.Suspended() -> Suspension.refused();
      case Refusal.DomainTaken(var domain) ->
          Problem.of(ProblemCode.DOMAIN_TAKEN, "Another customer has the domain " + domain + ".");
      case Refusal.TenantTaken(var tenant) ->
          Problem.of(ProblemCode.TENANT_TAKEN, "Another customer has the tenant " + tenant + ".");
    };
  }

  private static Details details(Request request) {
    var body = Body.of(request);
    var name = body.text("companyName", Customer.LONGEST_NAME);
    var tenant = body.parsed("tenantId", LONGEST_GUID, "a GUID", TenantId::parse);
    var domain = body.parsed("domain", LONGEST_DOMAIN, "a domain name", Domain::parse);
    var market = body.parsed("market", 2, CustomerJson.A_MARKET, Market::parse);
    var contact = CustomerContact.read(body);
    body.done();
    return new Details(
        name,
        tenant.orElseThrow(),
        domain.orElseThrow(),
        market.orElseThrow(),
        contact.map(ContactFields.Given::contact));
  }
}
