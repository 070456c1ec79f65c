package dev.keyshelf.orders;

import dev.keyshelf.api.BoughtTitles;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.desk.Desk;
import dev.keyshelf.domain.desk.Desk.Row;
import dev.keyshelf.domain.download.DownloadLinks;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.EntitlementState;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.entitlement.Entitlements.Wanted;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/customers/{customerId}/software[/{entitlementId}[/hybrid-benefit]]}: reads the
 * software bought for a customer, cancelled or not. A single row also has its versions, languages
 * and file types. The last route calculates the saving with Azure Hybrid Benefit. {@code GET
 * /v1/software}: reads the software bought for all customers of the partner.
 */
public final class ReadSoftwareHandler extends PartnerHandler {
  private static final Positions<EntitlementId> ROWS =
      Positions.ofTimedIds(EntitlementId::value, EntitlementId::parse);

  private final Customers customers;
  private final Orders orders;
  private final Entitlements entitlements;
  private final Catalogue catalogue;
  private final DownloadLinks links;
  private final Desk desk;

  /** Creates the handler in Lambda, from its environment. */
  public ReadSoftwareHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadSoftwareHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.customers = wiring.customers();
    this.orders = wiring.orders();
    this.entitlements = wiring.entitlements();
    this.catalogue = wiring.catalogue();
    this.links = wiring.downloadLinks();
    this.desk = wiring.desk();
  }

  @Override
  protected Reply answer(Call call) {
    if (call.request().route().endsWith("/hybrid-benefit")) {
      return saving(call);
    }
    if (!call.request().pathParameters().containsKey("customerId")) {
      return pageAcrossCustomers(call);
    }
    return call.request().pathParameters().containsKey("entitlementId") ? one(call) : page(call);
  }

  private Answer pageAcrossCustomers(Call call) {
    var parameters = Parameters.of(call.request());
    var question = DeskQuestion.ofSoftware(parameters, EntitlementState.class, call.now());
    var positions = question.positions(EntitlementId::value, EntitlementId::parse);
    var paging = Paging.of(call, parameters, positions, question.asked());
    var page = desk.software(call.partner(), question.search(), paging.limit(), paging.after());
    var found = page.rows().stream().map(Row::found).toList();
    var linksOpen = links.countOpen(found, call.now());
    var titles = BoughtTitles.of(orders, Wording.of(call.request()), found);
    return titles
        .wording()
        .said(
            Answer.ok(
                paging.page(
                    page.rows(),
                    row ->
                        DeskJson.software(
                            row, linksOpen.getOrDefault(row.found().id(), 0), call.now(), titles),
                    page.next())));
  }

  private Reply one(Call call) {
    Parameters.none(call.request());
    return entitlement(call).<Reply>map(found -> one(call, found)).orElseGet(Problem::notFound);
  }

  private Answer one(Call call, Entitlement entitlement) {
    var linksOpen = links.countOpen(List.of(entitlement), call.now());
    var artifacts = catalogue.artifacts(entitlement.purchase().product());
    var titles = BoughtTitles.of(orders, Wording.of(call.request()), List.of(entitlement));
    return titles
        .wording()
        .said(
            Answer.ok(
                SoftwareJson.expanded(
                    entitlement,
                    linksOpen.getOrDefault(entitlement.id(), 0),
                    artifacts,
                    call.now(),
                    titles)));
  }

  private Reply saving(Call call) {
    var question = SavingQuestion.of(call.request());
    return entitlement(call)
        .map(found -> saving(call, found, question))
        .orElseGet(Problem::notFound);
  }

  private static Reply saving(
      Call call, Entitlement entitlement, Optional<SavingQuestion> question) {
    var benefit = entitlement.purchase().hybridBenefit();
    if (benefit.isEmpty()) {
      return Problem.of(
          ProblemCode.HAS_NO_HYBRID_BENEFIT,
          "This licence does not qualify for Azure Hybrid Benefit.");
    }
    return switch (entitlement.gateAt(call.now())) {
      case OPEN -> Answer.ok(SoftwareJson.saving(entitlement, benefit.get(), question));
      case CANCELLED -> Problem.of(ProblemCode.ORDER_CANCELLED, "The purchase was cancelled.");
      case TERM_ENDED -> Problem.of(ProblemCode.TERM_ENDED, "The subscription's term is over.");
    };
  }

  private Optional<Entitlement> entitlement(Call call) {
    return entitlements.find(call.partner(), call.customer(), call.entitlement());
  }

  private Reply page(Call call) {
    var customer = call.customer();
    var parameters = Parameters.of(call.request());
    var wanted =
        new Wanted(
            parameters.parsed("product", "a product's id", ProductId::parse),
            parameters.oneOf("kind", ProductKind.class),
            parameters.oneOf("state", EntitlementState.class),
            call.now());
    var paging =
        Paging.of(
            call, parameters, ROWS, customer, wanted.product(), wanted.kind(), wanted.state());
    if (customers.find(call.partner(), customer).isEmpty()) {
      return Problem.notFound();
    }
    var page = entitlements.list(call.partner(), customer, wanted, paging.limit(), paging.after());
    var linksOpen = links.countOpen(page.entitlements(), call.now());
    var titles = BoughtTitles.of(orders, Wording.of(call.request()), page.entitlements());
    return titles
        .wording()
        .said(
            Answer.ok(
                paging.page(
                    page.entitlements(),
                    each ->
                        SoftwareJson.row(
                            each, linksOpen.getOrDefault(each.id(), 0), call.now(), titles),
                    page.next())));
  }
}
