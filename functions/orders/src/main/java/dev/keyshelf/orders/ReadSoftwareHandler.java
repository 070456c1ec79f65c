package dev.keyshelf.orders;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;

/**
 * {@code GET /v1/customers/{customerId}/software[/{entitlementId}]}: what was bought for a
 * customer, also what was cancelled; one row expands to its versions, languages and file types.
 */
public final class ReadSoftwareHandler extends PartnerHandler {
  private final Customers customers;
  private final Entitlements entitlements;
  private final Catalogue catalogue;

  /** For Lambda. */
  public ReadSoftwareHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReadSoftwareHandler(Wiring wiring) {
    super(wiring.clock(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.customers = wiring.customers();
    this.entitlements = wiring.entitlements();
    this.catalogue = wiring.catalogue();
  }

  @Override
  protected Answer answer(Call call) {
    if (call.request().pathParameters().containsKey("entitlementId")) {
      call.request().allowQuery();
      return entitlements
          .find(call.partner(), call.customer(), call.entitlement())
          .map(entitlement -> expanded(call, entitlement))
          .orElseThrow(() -> new ProblemException(Problem.notFound()));
    }
    call.request().allowQuery("limit", "cursor");
    if (customers.find(call.partner(), call.customer()).isEmpty()) {
      throw new ProblemException(Problem.notFound());
    }
    return page(call);
  }

  private Answer expanded(Call call, Entitlement entitlement) {
    var artifacts = catalogue.artifacts(entitlement.purchase().product());
    return Answer.ok(SoftwareJson.expanded(entitlement, artifacts, call.now()));
  }

  private Answer page(Call call) {
    var customer = call.customer();
    var after =
        Cursor.read(call.request(), call.request().route(), customer)
            .map(text -> EntitlementId.parse(text).orElseThrow(Cursor::invalid));
    var page = entitlements.list(call.partner(), customer, call.limit(), after);
    var json = Json.object();
    var items = json.putArray("items");
    page.entitlements().forEach(each -> items.add(SoftwareJson.row(each, call.now())));
    page.next()
        .ifPresent(
            next -> json.put("next", Cursor.write(next.value(), call.request().route(), customer)));
    return Answer.ok(json);
  }
}
