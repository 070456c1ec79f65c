package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.support.CreateSupportRequest;
import dev.keyshelf.domain.support.CreateSupportRequest.Outcome;
import dev.keyshelf.http.Answer;

/** {@code POST /v1/support-requests}: asks for what a partner cannot do by itself. */
public final class CreateSupportRequestHandler extends PartnerHandler {
  private final CreateSupportRequest createSupportRequest;

  /** For Lambda. */
  public CreateSupportRequestHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public CreateSupportRequestHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.createSupportRequest =
        new CreateSupportRequest(
            wiring.customers(),
            wiring.orders(),
            wiring.supportRequests(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Answer answer(Call call) {
    call.request().allowQuery();
    var once = call.once(SupportJson::created);
    var command = SupportFields.command(call);
    return switch (createSupportRequest.create(command, call.act(), once)) {
      case Outcome.Created(_, var answer) -> Stored.answer(answer);
      case Outcome.Repeated(var repeat) -> Stored.answer(repeat);
      case Outcome.NoSuchThing() -> throw SupportProblems.notFound();
      case Outcome.NoSuchLine(var line) -> throw SupportProblems.noSuchLine(line);
      case Outcome.TooManyUnits(var line, var bought) ->
          throw SupportProblems.tooManyUnits(line, bought);
      case Outcome.AmountTooLarge(var charged) -> throw SupportProblems.amountTooLarge(charged);
    };
  }
}
