package dev.keyshelf.keys;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Suspension;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.key.RevealKeys;
import dev.keyshelf.domain.key.RevealKeys.Outcome;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Request;

/**
 * {@code POST /v1/customers/{customerId}/software/{entitlementId}/keys}: shows the keys; the first
 * call issues them.
 */
public final class RevealKeysHandler extends PartnerHandler {
  private final RevealKeys revealKeys;

  /** For Lambda. */
  public RevealKeysHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public RevealKeysHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.revealKeys =
        new RevealKeys(
            wiring.entitlementFacts(),
            wiring.entitlements(),
            wiring.keyPools(),
            wiring.productKeys(),
            wiring.keyVault());
  }

  @Override
  protected Answer answer(Call call) {
    call.request().allowQuery();
    // What is stored is a marker: each showing passes the gate and decrypts anew.
    var once = call.<Entitlement>once(_ -> Answer.ok(Json.object()));
    requireEmpty(call.request());
    var outcome =
        revealKeys.reveal(call.partner(), call.customer(), call.entitlement(), call.act(), once);
    return switch (outcome) {
      case Outcome.Revealed(var entitlement, var keys, var replayed) -> {
        var answer = KeyJson.revealed(entitlement, keys);
        yield replayed ? Stored.replayed(answer) : answer;
      }
      case Outcome.KeyReused() -> throw Stored.reused();
      case Outcome.NoSuchEntitlement() -> throw new ProblemException(Problem.notFound());
      case Outcome.Suspended() -> throw Suspension.refused();
      case Outcome.Revoked() -> throw KeyProblems.revoked();
      case Outcome.TermEnded() -> throw KeyProblems.termEnded();
      case Outcome.HasNoKeys(_) -> throw KeyProblems.hasNoKeys();
      case Outcome.Exhausted() -> throw KeyProblems.exhausted();
    };
  }

  private static void requireEmpty(Request request) {
    if (request.body().length > 0) {
      Body.of(request).done();
    }
  }
}
