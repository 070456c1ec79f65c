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
import dev.keyshelf.domain.key.RevealKeys.RevealedKey;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Request;
import java.util.List;

/**
 * {@code POST /v1/customers/{customerId}/software/{entitlementId}/keys}: shows the keys; the first
 * call issues them.
 */
public final class RevealKeysHandler extends PartnerHandler {
  private static final int RETRY_AFTER_SECONDS = 300;

  private final RevealKeys revealKeys;

  /** For Lambda. */
  public RevealKeysHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public RevealKeysHandler(Wiring wiring) {
    super(wiring.clock(), Role.ADMIN_AGENT);
    this.revealKeys =
        new RevealKeys(
            wiring.partners(),
            wiring.entitlements(),
            wiring.keyPools(),
            wiring.productKeys(),
            wiring.keyVault(),
            wiring.idempotencyRecords());
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
        var answer = keys(entitlement, keys);
        yield replayed ? Stored.replayed(answer) : answer;
      }
      case Outcome.KeyReused() -> throw Stored.reused();
      case Outcome.NoSuchEntitlement() -> throw new ProblemException(Problem.notFound());
      case Outcome.Suspended() -> throw Suspension.refused();
      case Outcome.Revoked() ->
          throw refused(
              Problem.gone("key-revoked", "The purchase was cancelled, and its keys with it."));
      case Outcome.TermEnded() ->
          throw refused(Problem.gone("term-ended", "The subscription's term is over."));
      case Outcome.HasNoKeys(_) ->
          throw refused(Problem.conflict("has-no-keys", "What was bought comes without keys."));
      case Outcome.Exhausted() ->
          throw refused(
              Problem.unavailable(
                  "keys-exhausted",
                  "There are not enough keys now; nothing was issued. More will be supplied.",
                  RETRY_AFTER_SECONDS));
    };
  }

  private static void requireEmpty(Request request) {
    if (request.body().length > 0) {
      Body.of(request).done();
    }
  }

  private static Answer keys(Entitlement entitlement, List<RevealedKey> keys) {
    var json =
        Json.object()
            .put("entitlementId", entitlement.id().value())
            .put("productId", entitlement.purchase().product().value());
    var list = json.putArray("keys");
    for (var key : keys) {
      list.addObject()
          .put("ordinal", key.issued().ordinal())
          .put("key", key.text())
          .put("issuedAt", key.issued().issuedAt().toString());
    }
    return Answer.ok(json).notStored();
  }

  private static ProblemException refused(Problem problem) {
    return new ProblemException(problem);
  }
}
