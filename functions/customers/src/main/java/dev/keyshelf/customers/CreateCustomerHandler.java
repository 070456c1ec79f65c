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
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;

/** {@code POST /v1/customers}: creates a customer of the caller's partner. */
public final class CreateCustomerHandler extends PartnerHandler {
  private final CreateCustomer createCustomer;
  private final RepeatedContact repeatedContact;

  /** Creates the handler in Lambda, from its environment. */
  public CreateCustomerHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CreateCustomerHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.createCustomer =
        new CreateCustomer(wiring.partners(), wiring.customers(), wiring.idempotencyRecords());
    this.repeatedContact = new RepeatedContact(wiring.customers());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.once(CustomerJson::created);
    var details = details(call.request());
    var told = createCustomer.create(call.partner(), details, call.act(), once);
    return Stored.reply(
        repeatedContact.checked(call.partner(), told), CreateCustomerHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.Suspended() -> Suspension.refused();
      case Refusal.DomainTaken(var domain) -> CustomerJson.taken(domain);
      case Refusal.TenantTaken(var tenant) -> CustomerJson.taken(tenant);
    };
  }

  private static Details details(Request request) {
    var body = Body.of(request);
    var name = body.text("companyName", Customer.LONGEST_NAME);
    var tenant = body.parsed("tenantId", CustomerJson.LONGEST_GUID, "a GUID", TenantId::parse);
    var domain = body.parsed("domain", CustomerJson.LONGEST_DOMAIN, "a domain name", Domain::parse);
    var market = body.parsed("market", 2, CustomerJson.A_MARKET, Market::parse);
    var contact = CustomerContact.read(body);
    var billing = BillingFields.read(body);
    body.done();
    return new Details(
        name,
        tenant.orElseThrow(),
        domain.orElseThrow(),
        market.orElseThrow(),
        contact.map(ContactFields.Given::contact),
        billing);
  }
}
