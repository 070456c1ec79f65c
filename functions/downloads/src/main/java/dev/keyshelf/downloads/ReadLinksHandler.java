package dev.keyshelf.downloads;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.DownloadLinks;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;

/**
 * {@code GET /v1/customers/{customerId}/software/{entitlementId}/links}: the links that were made,
 * newest first, with what was used and what is left of each.
 */
public final class ReadLinksHandler extends PartnerHandler {
  private final Entitlements entitlements;
  private final DownloadLinks links;

  /** For Lambda. */
  public ReadLinksHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReadLinksHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.entitlements = wiring.entitlements();
    this.links = wiring.downloadLinks();
  }

  @Override
  protected Reply answer(Call call) {
    call.request().allowQuery("limit", "cursor");
    return entitlements
        .find(call.partner(), call.customer(), call.entitlement())
        .<Reply>map(entitlement -> list(call, entitlement))
        .orElseGet(Problem::notFound);
  }

  private Answer list(Call call, Entitlement entitlement) {
    var route = call.request().route();
    var after =
        Cursor.read(call.request(), route, entitlement.id())
            .map(text -> LinkId.parse(text).orElseThrow(Cursor::invalid));
    var page = links.list(entitlement, call.limit(), after);
    var json = Json.object();
    var items = json.putArray("items");
    page.links().forEach(link -> items.add(LinkJson.link(link, entitlement, call.now())));
    page.next()
        .ifPresent(next -> json.put("next", Cursor.write(next.value(), route, entitlement.id())));
    return Answer.ok(json);
  }
}
