package dev.keyshelf.cancellations;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.cancellation.CancelOrder;
import dev.keyshelf.domain.cancellation.CancelOrder.Command;
import dev.keyshelf.domain.cancellation.CancelOrder.Outcome;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.domain.cancellation.CancellationQuote;
import dev.keyshelf.domain.cancellation.LineQuote;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
import java.util.Arrays;

/**
 * {@code POST /v1/customers/{customerId}/orders/{orderId}/cancellation?lines=}: cancels for the
 * credit that a quote named; keys and links are dead at once.
 */
public final class CancelOrderHandler extends PartnerHandler {
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_TEXT = 1_000;

  private final CancelOrder cancelOrder;

  /** For Lambda. */
  public CancelOrderHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public CancelOrderHandler(Wiring wiring) {
    super(wiring.clock(), Role.ADMIN_AGENT);
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
    return switch (cancelOrder.cancel(command(call), call.act(), once)) {
      case Outcome.Cancelled(_, var answer) -> Stored.answer(answer);
      case Outcome.Repeated(var repeat) -> Stored.answer(repeat);
      case Outcome.NoSuchOrder() -> throw new ProblemException(Problem.notFound());
      case Outcome.NoSuchLine(var line) -> throw Selections.noSuchLine(line);
      case Outcome.NotCancellable(var quote, var line) ->
          throw new ProblemException(notCancellable(quote, line));
      case Outcome.QuoteOutdated(var now) ->
          throw new ProblemException(
              withQuote(
                  Problem.conflict(
                      "quote-outdated",
                      "The order or the day has moved since the quote. Cite the new one."),
                  now));
    };
  }

  private static Command command(Call call) {
    var selection = Selections.of(call.request());
    var body = Body.of(call.request());
    var quoteId = body.text("quoteId", LONGEST_ID);
    var code =
        body.parsed(
            "reasonCode",
            LONGEST_ID,
            "one of " + Arrays.toString(ReasonCode.values()),
            text ->
                Arrays.stream(ReasonCode.values())
                    .filter(each -> each.name().equals(text))
                    .findFirst());
    var text = body.optionalText("reason", LONGEST_TEXT).orElse("");
    body.mustBeTrue(
        "acknowledged", "use of the software must stop and every copy be uninstalled and removed");
    body.done();
    return new Command(
        call.partner(),
        call.customer(),
        call.order(),
        selection,
        quoteId,
        new Reason(code.orElseThrow(), text));
  }

  private static Problem notCancellable(CancellationQuote quote, LineQuote.NotCancellable line) {
    var detail =
        "Line %d cannot be cancelled: %s.".formatted(line.entitlement().id().line(), line.detail());
    return withQuote(Problem.conflict(CancellationJson.code(line.reason()), detail), quote);
  }

  private static Problem withQuote(Problem problem, CancellationQuote quote) {
    return problem.extendedWith(json -> json.set("quote", CancellationJson.quote(quote)));
  }
}
