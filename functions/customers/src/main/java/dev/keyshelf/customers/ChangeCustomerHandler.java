package dev.keyshelf.customers;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Suspension;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.ChangeCustomer;
import dev.keyshelf.domain.customer.ChangeCustomer.Changes;
import dev.keyshelf.domain.customer.ChangeCustomer.Refusal;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customer.FirstOrder;
import dev.keyshelf.domain.customer.CustomerState;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.util.ArrayList;

/** {@code PATCH /v1/customers/{customerId}}: changes a customer. */
public final class ChangeCustomerHandler extends PartnerHandler {
  private final ChangeCustomer changeCustomer;
  private final RepeatedContact repeatedContact;

  /** Creates the handler in Lambda, from its environment. */
  public ChangeCustomerHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ChangeCustomerHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.changeCustomer =
        new ChangeCustomer(wiring.partners(), wiring.customers(), wiring.idempotencyRecords());
    this.repeatedContact = new RepeatedContact(wiring.customers());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.once((Customer customer) -> Answer.ok(CustomerJson.customer(customer)));
    var id = call.customer();
    var changes = changes(call.request());
    var told = changeCustomer.change(call.partner(), id, changes, call.act(), once);
    return Stored.reply(
        repeatedContact.checked(call.partner(), told), ChangeCustomerHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchCustomer() -> Problem.notFound();
      case Refusal.Suspended() -> Suspension.refused();
      case Refusal.MarketFixed(var market, var since) -> marketFixed(market, since);
      case Refusal.DomainTaken(var domain) -> CustomerJson.taken(domain);
      case Refusal.TenantTaken(var tenant) -> CustomerJson.taken(tenant);
      case Refusal.ContactIncomplete(var named, var reached) -> contactIncomplete(named, reached);
    };
  }

  private static Changes changes(Request request) {
    var body = Body.of(request);
    body.cannotBeRemoved("companyName", "market", "tenantId", "domain", "state");
    var name = body.optionalText("companyName", Customer.LONGEST_NAME);
    var contact = CustomerContact.readChange(body);
    var billing = BillingFields.readChange(body);
    var market = body.optionalParsed("market", 2, CustomerJson.A_MARKET, Market::parse);
    var tenant =
        body.optionalParsed("tenantId", CustomerJson.LONGEST_GUID, "a GUID", TenantId::parse);
    var domain =
        body.optionalParsed("domain", CustomerJson.LONGEST_DOMAIN, "a domain name", Domain::parse);
    var state = body.optionalOneOf("state", CustomerState.class);
    body.done();
    return new Changes(name, market, contact, billing, tenant, domain, state);
  }

  private static Problem marketFixed(Market market, FirstOrder since) {
    var detail =
        "The market stays %s after the customer's first order, %s, placed at %s."
            .formatted(market, since.id(), since.at());
    return Problem.of(ProblemCode.MARKET_FIXED, detail)
        .with(Fault.at("/market", "must stay " + market));
  }

  private static Problem contactIncomplete(boolean named, boolean reached) {
    var faults = new ArrayList<Fault>();
    if (!named) {
      faults.add(Fault.at("/contact/name", "is missing: there is no contact yet"));
    }
    if (!reached) {
      faults.add(Fault.at("/contact/email", "is missing: there is no contact yet"));
    }
    return Problem.of(ProblemCode.VALIDATION, "The request is not valid.").withAll(faults);
  }
}
