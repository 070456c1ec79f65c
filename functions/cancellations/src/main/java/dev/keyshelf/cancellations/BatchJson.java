package dev.keyshelf.cancellations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.keyshelf.api.Stored;
import dev.keyshelf.domain.cancellation.CancelOrder.Refusal;
import dev.keyshelf.domain.cancellation.CancelOrders.Batch;
import dev.keyshelf.domain.cancellation.CancelOrders.Result;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
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
        case Result.Decided(var told) -> decided(result, batch, told, requestId);
      }
      var counted = result.get("result").textValue();
      json.put(counted, json.get(counted).intValue() + 1);
    }
    return json;
  }

  private static void decided(
      ObjectNode result, Batch batch, Told<StoredAnswer, Refusal> told, String requestId) {
    switch (told) {
      case Told.Done(var answer, var repeated) -> cancelled(result, answer, repeated);
      case Told.KeyReused() -> refused(result, Stored.reused(), requestId);
      case Told.Refused(var why) ->
          refused(result, CancellationProblems.of(why, batch.reason()), requestId);
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
