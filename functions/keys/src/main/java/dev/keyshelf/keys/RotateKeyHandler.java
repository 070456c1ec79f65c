package dev.keyshelf.keys;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Suspension;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.key.Revocation.ReasonCode;
import dev.keyshelf.domain.key.RotateKey;
import dev.keyshelf.domain.key.RotateKey.Refusal;
import dev.keyshelf.domain.key.RotateKey.Rotating;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /v1/customers/{customerId}/software/{entitlementId}/keys/{ordinal}/rotation}: retires
 * a key and shows the one that was issued in its place.
 */
public final class RotateKeyHandler extends PartnerHandler {
  private static final int SHOWN = 5;
  private static final int LONGEST_TEXT = 1_000;

  private final RotateKey rotateKey;

  /** Creates the handler in Lambda, from its environment. */
  public RotateKeyHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public RotateKeyHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.rotateKey =
        new RotateKey(
            wiring.entitlementFacts(),
            wiring.entitlements(),
            wiring.keyPools(),
            wiring.productKeys(),
            wiring.keyVault(),
            wiring.keyMask(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    // The stored answer is only a marker. Each repeat passes the gate and decrypts the key again.
    var once = call.<Entitlement>once(_ -> Answer.ok(Json.object()));
    return Stored.reply(
        rotateKey.rotate(rotating(call), call.act(), once),
        rotated -> KeyJson.revealed(rotated.entitlement(), List.of(rotated.key())),
        RotateKeyHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchKey() -> Problem.notFound();
      case Refusal.Suspended() -> Suspension.refused();
      case Refusal.Revoked() -> KeyProblems.revoked();
      case Refusal.TermEnded() -> KeyProblems.termEnded();
      case Refusal.NotCurrent(var current) ->
          Problem.of(
              ProblemCode.KEY_NOT_CURRENT,
              "The current key of this ordinal has the lastFive " + current.lastFive() + ".");
      case Refusal.Exhausted() -> KeyProblems.exhausted();
    };
  }

  private static Rotating rotating(Call call) {
    var ordinal = call.id("ordinal", RotateKeyHandler::ordinal);
    var body = Body.of(call.request());
    var lastFive =
        body.parsed(
            "lastFive",
            SHOWN,
            "the lastFive of the key, as lists show it",
            text -> Optional.of(text).filter(five -> five.matches("[A-Za-z0-9]{5}")));
    var code = body.oneOf("reasonCode", ReasonCode.class);
    var text = body.optionalWords("reason", LONGEST_TEXT).orElse("");
    body.done();
    return new Rotating(
        call.partner(),
        call.customer(),
        call.entitlement(),
        ordinal,
        lastFive.orElseThrow(),
        code.orElseThrow(),
        text);
  }

  private static Optional<Integer> ordinal(String text) {
    return text.matches("[1-9][0-9]{0,2}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
