package dev.keyshelf.cancellations;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.cancellation.CancelOrder;
import dev.keyshelf.domain.cancellation.CancelOrder.Command;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Reply;

/**
 * {@code POST /v1/customers/{customerId}/orders/{orderId}/cancellation?lines=}: cancels for the
 * credit of a quote. Keys and links stop working at once.
 */
public final class CancelOrderHandler extends PartnerHandler {
  private final CancelOrder cancelOrder;

  /** Creates the handler in Lambda, from its environment. */
  public CancelOrderHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CancelOrderHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.cancelOrder =
        new CancelOrder(
            wiring.orders(),
            wiring.entitlements(),
            wiring.cancellations(),
            wiring.keyMask(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    var selection = Selections.of(call.request());
    var wording = Wording.of(call.request());
    var once = call.<Cancellation>once(done -> CancellationJson.cancelled(done, wording));
    var command = command(call, selection);
    return Stored.reply(
        cancelOrder.cancel(command, call.act(), once),
        why -> CancellationProblems.of(why, command.reason(), wording));
  }

  private static Command command(Call call, Selection selection) {
    var body = Body.of(call.request());
    var accepted = Consent.accepted(body);
    var reason = Consent.reason(body);
    Consent.mustBeAcknowledged(body);
    body.done();
    return new Command(
        call.partner(), call.customer(), call.order(), selection, accepted.orElseThrow(), reason);
  }
}
