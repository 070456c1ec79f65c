package dev.keyshelf.orders;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.download.DownloadLinks;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.EntitlementState;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.entitlement.Entitlements.Wanted;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/customers/{customerId}/software[/{entitlementId}[/hybrid-benefit]]}: what was
 * bought for a customer, also what was cancelled; one row expands to its versions, languages and
 * file types, and tells what Azure Hybrid Benefit saves.
 */
public final class ReadSoftwareHandler extends PartnerHandler {
  private static final Positions<EntitlementId> ROWS =
      Positions.ofTimedIds(EntitlementId::value, EntitlementId::parse);

  private final Customers customers;
  private final Entitlements entitlements;
  private final Catalogue catalogue;
  private final DownloadLinks links;

  /** For Lambda. */
  public ReadSoftwareHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReadSoftwareHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.customers = wiring.customers();
    this.entitlements = wiring.entitlements();
    this.catalogue = wiring.catalogue();
    this.links = wiring.downloadLinks();
  }

  @Override
  protected Reply answer(Call call) {
    if (call.request().route().endsWith("/hybrid-benefit")) {
      return saving(call);
    }
    return call.request().pathParameters().containsKey("entitlementId") ? one(call) : page(call);
  }

  private Reply one(Call call) {
    Parameters.none(call.request());
    return entitlement(call).<Reply>map(found -> one(call, found)).orElseGet(Problem::notFound);
  }

  private Answer one(Call call, Entitlement entitlement) {
    var linksOpen = links.countOpen(List.of(entitlement), call.now());
    var artifacts = catalogue.artifacts(entitlement.purchase().product());
    return Answer.ok(
        SoftwareJson.expanded(
            entitlement, linksOpen.getOrDefault(entitlement.id(), 0), artifacts, call.now()));
  }

  private Reply saving(Call call) {
    var question = SavingQuestion.of(call.request());
    return entitlement(call)
        .map(found -> saving(call, found, question))
        .orElseGet(Problem::notFound);
  }

  private static Reply saving(Call call, Entitlement entitlement, SavingQuestion question) {
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
    return Answer.ok(
        paging.page(
            page.entitlements(),
            each -> SoftwareJson.row(each, linksOpen.getOrDefault(each.id(), 0), call.now()),
            page.next()));
  }
}
