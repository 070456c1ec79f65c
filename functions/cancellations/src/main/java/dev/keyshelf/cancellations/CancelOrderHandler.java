package dev.keyshelf.cancellations;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.cancellation.CancelOrder;
import dev.keyshelf.domain.cancellation.CancelOrder.Command;
import dev.keyshelf.domain.cancellation.CancelOrder.Outcome;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;

/**
 * {@code POST /v1/customers/{customerId}/orders/{orderId}/cancellation?lines=}: cancels for the
 * credit that a quote named; keys and links are dead at once.
 */
public final class CancelOrderHandler extends PartnerHandler {
  private final CancelOrder cancelOrder;

  /** For Lambda. */
  public CancelOrderHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public CancelOrderHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.cancelOrder =
        new CancelOrder(
            wiring.orders(),
            wiring.entitlements(),
            wiring.cancellations(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Answer answer(Call call) {
    call.request().allowQuery("lines");
    var once = call.once(CancellationJson::cancelled);
    var command = command(call);
    return switch (cancelOrder.cancel(command, call.act(), once)) {
      case Outcome.Cancelled(_, var answer) -> Stored.answer(answer);
      case Outcome.Repeated(var repeat) -> Stored.answer(repeat);
      case Outcome.NoSuchOrder() -> throw new ProblemException(Problem.notFound());
      case Outcome.NoSuchLine(var line) -> throw Selections.noSuchLine(line);
      case Outcome.NotCancellable(var quote, var line) ->
          throw new ProblemException(
              CancellationProblems.notCancellable(quote, line, command.reason()));
      case Outcome.QuoteOutdated(var now) ->
          throw new ProblemException(CancellationProblems.quoteOutdated(now));
    };
  }

  private static Command command(Call call) {
    var selection = Selections.of(call.request());
    var body = Body.of(call.request());
    var accepted = Consent.accepted(body);
    var reason = Consent.reason(body);
    Consent.mustBeAcknowledged(body);
    body.done();
    return new Command(
        call.partner(),
        call.customer(),
        call.order(),
        selection,
        accepted.orElseThrow(),
        reason.orElseThrow());
  }
}
