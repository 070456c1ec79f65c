package dev.keyshelf.downloads;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.RevokeLinks;
import dev.keyshelf.domain.download.RevokeLinks.Command;
import dev.keyshelf.domain.download.RevokeLinks.Ended;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.util.Optional;

/**
 * {@code POST /v1/customers/{customerId}/software/{entitlementId}/links[/{linkId}]/revocation}:
 * revokes one link, or all existing links, with their sessions.
 */
public final class RevokeLinksHandler extends PartnerHandler {
  private static final int LONGEST_REASON = 500;

  private final RevokeLinks revokeLinks;

  /** Creates the handler in Lambda, from its environment. */
  public RevokeLinksHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public RevokeLinksHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.revokeLinks =
        new RevokeLinks(
            wiring.entitlements(),
            wiring.downloadLinks(),
            wiring.keyMask(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.<Ended>once(ended -> Answer.ok(LinkJson.ended(ended, call.now())));
    var command =
        new Command(
            call.partner(),
            call.customer(),
            call.entitlement(),
            link(call),
            reason(call.request()));
    return Stored.reply(revokeLinks.revoke(command, call.act(), once), _ -> Problem.notFound());
  }

  private static Optional<LinkId> link(Call call) {
    return call.request().pathParameters().containsKey("linkId")
        ? Optional.of(call.id("linkId", LinkId::parse))
        : Optional.empty();
  }

  /** Reads the reason. The body is optional, so that a revocation can be sent in a hurry. */
  private static Optional<String> reason(Request request) {
    if (request.body().length == 0) {
      return Optional.empty();
    }
    var body = Body.of(request);
    var reason = body.optionalWords("reason", LONGEST_REASON);
    body.done();
    return reason;
  }
}
