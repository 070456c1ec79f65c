package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.support.CreateSupportRequest;
import dev.keyshelf.domain.support.CreateSupportRequest.Refusal;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;

/** {@code POST /v1/support-requests}: creates a support request. */
public final class CreateSupportRequestHandler extends PartnerHandler {
  private final CreateSupportRequest createSupportRequest;

  /** Creates the handler in Lambda, from its environment. */
  public CreateSupportRequestHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CreateSupportRequestHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.createSupportRequest =
        new CreateSupportRequest(
            wiring.customers(),
            wiring.orders(),
            wiring.supportRequests(),
            wiring.keyMask(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.once(SupportJson::created);
    var command = SupportFields.command(call);
    return Stored.reply(
        createSupportRequest.create(command, call.act(), once),
        CreateSupportRequestHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchThing() -> Problem.notFound();
      case Refusal.NoSuchLine(var line) -> SupportProblems.noSuchLine(line);
      case Refusal.TooManyUnits(var line, var bought) -> SupportProblems.tooManyUnits(line, bought);
      case Refusal.AmountTooLarge(var charged) -> SupportProblems.amountTooLarge(charged);
    };
  }
}
