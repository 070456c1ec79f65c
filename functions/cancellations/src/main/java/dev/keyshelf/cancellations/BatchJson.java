package dev.keyshelf.cancellations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Wording;
import dev.keyshelf.domain.cancellation.CancelOrders.Batch;
import dev.keyshelf.domain.cancellation.CancelOrders.Result;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import java.util.List;
import java.util.Optional;

/** The result of each order of a batch, in JSON. */
final class BatchJson {
  private static final String CANCELLED = "cancelled";
  private static final String REFUSED = "refused";
  private static final String PENDING = "pending";

  private BatchJson() {}

  static ObjectNode of(Batch batch, List<Result> results, String requestId, Wording wording) {
    var json = Json.object().put(CANCELLED, 0).put(REFUSED, 0).put(PENDING, 0);
    var list = json.putArray("results");
    for (int i = 0; i < results.size(); i++) {
      var item = batch.orders().get(i);
      var result = list.addObject();
      result.put("customerId", item.customer().value()).put("orderId", item.order().value());
      if (results.get(i) instanceof Result.Decided(Told.Done(var answer, var repeated))) {
        wording.repeats(answer);
        cancelled(result, answer, repeated);
      } else {
        var refusal = refusal(results.get(i), batch.reason(), wording);
        result.put("result", refusal.isPresent() ? REFUSED : PENDING);
        refusal.ifPresent(problem -> result.set("problem", problem.toJson(requestId)));
      }
      var counted = result.get("result").textValue();
      json.put(counted, json.get(counted).intValue() + 1);
    }
    return json;
  }

  /** Returns why an order was refused; empty if it was cancelled or not decided. */
  static Optional<Problem> refusal(Result result, Reason reason, Wording wording) {
    return switch (result) {
      case Result.Pending(), Result.Decided(Told.Done(_, _)) -> Optional.empty();
      case Result.Decided(Told.KeyReused()) -> Optional.of(Stored.reused());
      case Result.Decided(Told.Refused(var why)) ->
          Optional.of(CancellationProblems.of(why, reason, wording));
    };
  }

  private static void cancelled(ObjectNode result, StoredAnswer answer, boolean replayed) {
    result.put("result", CANCELLED).put("replayed", replayed);
    result.putRawValue("cancellation", new RawValue(answer.body()));
  }
}
