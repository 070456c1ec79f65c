package dev.keyshelf.downloads;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.DownloadLinks;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;

/**
 * {@code GET /v1/customers/{customerId}/software/{entitlementId}/links}: lists the links, newest
 * first, with the downloads used and left.
 */
public final class ReadLinksHandler extends PartnerHandler {
  private static final Positions<LinkId> LINKS = Positions.ofTimedIds(LinkId::value, LinkId::parse);

  private final Entitlements entitlements;
  private final DownloadLinks links;

  /** Creates the handler in Lambda, from its environment. */
  public ReadLinksHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadLinksHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.entitlements = wiring.entitlements();
    this.links = wiring.downloadLinks();
  }

  @Override
  protected Reply answer(Call call) {
    var customer = call.customer();
    var id = call.entitlement();
    var paging = Paging.of(call, Parameters.of(call.request()), LINKS, id);
    return entitlements
        .find(call.partner(), customer, id)
        .<Reply>map(entitlement -> list(call, entitlement, paging))
        .orElseGet(Problem::notFound);
  }

  private Answer list(Call call, Entitlement entitlement, Paging<LinkId> paging) {
    var page = links.list(entitlement, paging.limit(), paging.after());
    return Answer.ok(
        paging.page(
            page.links(), link -> LinkJson.link(link, entitlement, call.now()), page.next()));
  }
}
