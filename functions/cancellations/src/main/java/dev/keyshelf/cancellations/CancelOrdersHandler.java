package dev.keyshelf.cancellations;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.RecordedRefusal;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.cancellation.CancelOrder;
import dev.keyshelf.domain.cancellation.CancelOrders;
import dev.keyshelf.domain.cancellation.CancelOrders.Batch;
import dev.keyshelf.domain.cancellation.CancelOrders.Item;
import dev.keyshelf.domain.cancellation.CancelOrders.Outcome;
import dev.keyshelf.domain.cancellation.CancelOrders.Result;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code POST /v1/cancellations}: cancels up to 100 orders, with a result for each. */
public final class CancelOrdersHandler extends PartnerHandler {
  /** The time reserved for one more order under contention, and for the answer. */
  private static final Duration RESERVED = Duration.ofSeconds(12);

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_SELECTION = 400;

  private final CancelOrders cancelOrders;
  private final ActivityLog log;

  /** Creates the handler in Lambda, from its environment. */
  public CancelOrdersHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CancelOrdersHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT);
    this.log = wiring.activityLog();
    this.cancelOrders =
        new CancelOrders(
            new CancelOrder(
                wiring.orders(),
                wiring.entitlements(),
                wiring.cancellations(),
                wiring.keyMask(),
                wiring.idempotencyRecords()),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var wording = Wording.of(call.request());
    var once = call.<Cancellation>once(done -> CancellationJson.cancelled(done, wording));
    var batch = batch(call);
    var outcome = cancelOrders.cancel(batch, call.act(), once, TimeLeft.atWork().less(RESERVED));
    return switch (outcome) {
      case Outcome.Tried(var results) -> {
        recordRefusals(call, batch, results);
        yield wording.said(
            Answer.ok(BatchJson.of(batch, results, call.request().requestId(), wording)));
      }
      case Outcome.KeyReused() -> Stored.reused();
    };
  }

  /** Records each order that a limit refused, as a cancellation of that order alone would. */
  private void recordRefusals(Call call, Batch batch, List<Result> results) {
    for (int i = 0; i < results.size(); i++) {
      var item = batch.orders().get(i);
      var subject = Subject.of(item.customer(), item.order());
      BatchJson.refusal(results.get(i), batch.reason(), Wording.english())
          .flatMap(problem -> RecordedRefusal.of(call, subject, problem))
          .ifPresent(log::record);
    }
  }

  private static Batch batch(Call call) {
    var body = Body.of(call.request());
    Set<String> named = new HashSet<>();
    var orders = body.list("orders", 1, CancelOrders.MOST, each -> item(each, named));
    var reason = Consent.reason(body);
    Consent.mustBeAcknowledged(body);
    body.done();
    return new Batch(call.partner(), orders.stream().map(Optional::orElseThrow).toList(), reason);
  }

  private static Optional<Item> item(Body body, Set<String> named) {
    var customer = body.parsed("customerId", LONGEST_ID, "a customer's id", CustomerId::parse);
    var order =
        body.parsed(
            "orderId",
            LONGEST_ID,
            "an order's id that the batch names once",
            text -> OrderId.parse(text).filter(id -> named.add(id.value())));
    var lines =
        body.optionalParsed("lines", LONGEST_SELECTION, Selections.EXPECTED, Selections::parse);
    var accepted = Consent.accepted(body);
    return customer.isEmpty() || order.isEmpty() || accepted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Item(
                customer.get(),
                order.get(),
                lines.orElseGet(Selection::wholeOrder),
                accepted.get()));
  }
}
