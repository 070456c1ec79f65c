package dev.keyshelf.cancellations;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.cancellation.QuoteCancellation;
import dev.keyshelf.domain.cancellation.QuoteCancellation.Outcome;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.util.Optional;

/**
 * {@code GET /v1/customers/{customerId}/orders/{orderId}/cancellation?lines=}: quotes a
 * cancellation, line by line.
 */
public final class QuoteCancellationHandler extends PartnerHandler {
  private final QuoteCancellation quoteCancellation;

  /** Creates the handler in Lambda, from its environment. */
  public QuoteCancellationHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public QuoteCancellationHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.quoteCancellation = new QuoteCancellation(wiring.orders(), wiring.entitlements());
  }

  @Override
  protected Reply answer(Call call) {
    var selection = Selections.of(call.request());
    var wording = Wording.of(call.request());
    var outcome =
        quoteCancellation.quote(
            call.partner(), call.customer(), call.order(), selection, call.now());
    return switch (outcome) {
      case Outcome.Quoted(var quote) ->
          wording.said(Answer.ok(CancellationJson.quote(quote, Optional.empty(), wording)));
      case Outcome.NoSuchOrder() -> Problem.notFound();
      case Outcome.NoSuchLine(var line) -> Selections.noSuchLine(line);
    };
  }
}
