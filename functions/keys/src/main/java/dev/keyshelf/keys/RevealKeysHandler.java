package dev.keyshelf.keys;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Suspension;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.key.RevealKeys;
import dev.keyshelf.domain.key.RevealKeys.Refusal;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;

/**
 * {@code POST /v1/customers/{customerId}/software/{entitlementId}/keys}: shows the keys. The first
 * call issues keys that were not reserved with the order.
 */
public final class RevealKeysHandler extends PartnerHandler {
  private final RevealKeys revealKeys;

  /** Creates the handler in Lambda, from its environment. */
  public RevealKeysHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public RevealKeysHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.revealKeys =
        new RevealKeys(
            wiring.entitlementFacts(),
            wiring.entitlements(),
            wiring.keyPools(),
            wiring.productKeys(),
            wiring.keyVault(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    // The stored answer is only a marker. Each repeat passes the gate and decrypts the keys again.
    var once = call.<Entitlement>once(_ -> Answer.ok(Json.object()));
    requireEmpty(call.request());
    return Stored.reply(
        revealKeys.reveal(call.partner(), call.customer(), call.entitlement(), call.act(), once),
        revealed -> KeyJson.revealed(revealed.entitlement(), revealed.keys()),
        RevealKeysHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchEntitlement() -> Problem.notFound();
      case Refusal.Suspended() -> Suspension.refused();
      case Refusal.Revoked() -> KeyProblems.revoked();
      case Refusal.TermEnded() -> KeyProblems.termEnded();
      case Refusal.HasNoKeys(_) -> KeyProblems.hasNoKeys();
      case Refusal.Exhausted() -> KeyProblems.exhausted();
    };
  }

  private static void requireEmpty(Request request) {
    if (request.body().length > 0) {
      Body.of(request).done();
    }
  }
}
