package dev.keyshelf.cancellations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.keyshelf.api.Stored;
import dev.keyshelf.domain.cancellation.CancelOrder;
import dev.keyshelf.domain.cancellation.CancelOrders.Batch;
import dev.keyshelf.domain.cancellation.CancelOrders.Result;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import java.util.List;

/** What became of each order of a batch, in JSON. */
final class BatchJson {
  private static final String CANCELLED = "cancelled";
  private static final String REFUSED = "refused";
  private static final String PENDING = "pending";

  private BatchJson() {}

  static ObjectNode of(Batch batch, List<Result> results, String requestId) {
    var json = Json.object().put(CANCELLED, 0).put(REFUSED, 0).put(PENDING, 0);
    var list = json.putArray("results");
    for (int i = 0; i < results.size(); i++) {
      var item = batch.orders().get(i);
      var result = list.addObject();
      result.put("customerId", item.customer().value()).put("orderId", item.order().value());
      switch (results.get(i)) {
        case Result.Pending() -> result.put("result", PENDING);
        case Result.Decided(var outcome) -> decided(result, batch, outcome, requestId);
      }
      var counted = result.get("result").textValue();
      json.put(counted, json.get(counted).intValue() + 1);
    }
    return json;
  }

  private static void decided(
      ObjectNode result, Batch batch, CancelOrder.Outcome outcome, String requestId) {
    switch (outcome) {
      case CancelOrder.Outcome.Cancelled(_, var answer) -> cancelled(result, answer, false);
      case CancelOrder.Outcome.Repeated(Repeat.Replay(var answer)) ->
          cancelled(result, answer, true);
      case CancelOrder.Outcome.Repeated(Repeat.Reuse()) ->
          refused(result, Stored.reused().problem(), requestId);
      case CancelOrder.Outcome.NoSuchOrder() -> refused(result, Problem.notFound(), requestId);
      case CancelOrder.Outcome.NoSuchLine(var line) ->
          refused(result, Selections.noSuchLine(line).problem(), requestId);
      case CancelOrder.Outcome.NotCancellable(var quote, var line) ->
          refused(
              result, CancellationProblems.notCancellable(quote, line, batch.reason()), requestId);
      case CancelOrder.Outcome.QuoteOutdated(var now) ->
          refused(result, CancellationProblems.quoteOutdated(now), requestId);
    }
  }

  private static void cancelled(ObjectNode result, StoredAnswer answer, boolean replayed) {
    result.put("result", CANCELLED).put("replayed", replayed);
    result.putRawValue("cancellation", new RawValue(answer.body()));
  }

  private static void refused(ObjectNode result, Problem problem, String requestId) {
    result.put("result", REFUSED);
    result.set("problem", problem.toJson(requestId));
  }
}
