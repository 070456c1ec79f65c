package dev.keyshelf.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.key.StockCount;
import dev.keyshelf.domain.stock.ChangeStock.Report;
import dev.keyshelf.domain.stock.ShowStock.Buyer;
import dev.keyshelf.domain.stock.ShowStock.Buyers;
import dev.keyshelf.domain.stock.ShowStock.Pool;
import dev.keyshelf.domain.stock.StockWork;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import java.util.List;

/** Stock in JSON for operators. It never shows a whole key. */
final class StockJson {
  private static final String DONE = "DONE";
  private static final String UNFINISHED = "UNFINISHED";

  private StockJson() {}

  static Answer done(String id, Report report, List<Buyer> sold) {
    var json = done(Json.object().put("id", id), report);
    fill(json.putArray("sold"), sold);
    return Answer.ok(json);
  }

  private static ObjectNode done(ObjectNode json, Report report) {
    return json.put("state", DONE)
        .put("changed", report.changed())
        .put("taken", report.taken())
        .put("withdrawnBefore", report.withdrawn())
        .put("unknown", report.unknown())
        .put("elsewhere", report.elsewhere());
  }

  static Answer unfinished(String id, long changed) {
    return Answer.ok(unfinished(Json.object().put("id", id), changed));
  }

  private static ObjectNode unfinished(ObjectNode json, long changed) {
    return json.put("state", UNFINISHED).put("changed", changed);
  }

  /** Returns the report of a change, as the API shows it. */
  static Answer changed(String id, Report report, List<Buyer> sold) {
    var json = done(Json.object().put("changeId", id), report);
    var list = json.putArray("sold");
    sold.forEach(buyer -> list.add(buyer(buyer)));
    return Answer.ok(json);
  }

  /** Returns the progress of a change that is not done, as the API shows it. */
  static Answer begun(String id, long changed) {
    return Answer.ok(unfinished(Json.object().put("changeId", id), changed));
  }

  /** Returns the progress of a change that was sent earlier. */
  static Answer progress(StockWork work) {
    return Answer.ok(
        Json.object()
            .put("changeId", work.id())
            .put("state", work.isDone() ? DONE : UNFINISHED)
            .put("changed", work.changed())
            .put("taken", work.lost().size()));
  }

  static Answer buyers(Buyers buyers) {
    var json = Json.object();
    fill(json.putArray("sold"), buyers.buyers());
    buyers.next().ifPresent(next -> json.put("after", next));
    return Answer.ok(json);
  }

  private static void fill(ArrayNode list, List<Buyer> buyers) {
    buyers.forEach(buyer -> list.add(buyer(buyer, "partner")));
  }

  /** Returns a sold key and its customer, as the API shows them. */
  static ObjectNode buyer(Buyer buyer) {
    return buyer(buyer, "partnerId");
  }

  private static ObjectNode buyer(Buyer buyer, String partner) {
    var key = buyer.key();
    var json =
        Json.object()
            .put("lastFive", key.lastFive())
            .put(partner, key.partner().value())
            .put("customerId", key.customer().value());
    buyer
        .customer()
        .ifPresent(
            customer ->
                json.put("companyName", customer.companyName())
                    .put("domain", customer.domain().toString()));
    return json.put("entitlementId", key.entitlement().value())
        .put("ordinal", key.ordinal())
        .put("issuedAt", key.issuedAt().toString())
        .put("rotated", !key.isCurrent());
  }

  static Answer counts(List<StockCount> counts) {
    var json = Json.object();
    var pools = json.putArray("pools");
    counts.forEach(count -> pools.add(count(count)));
    return Answer.ok(json);
  }

  /** Returns the last count of a pool. */
  static ObjectNode count(StockCount count) {
    return Json.object()
        .put("pool", count.pool())
        .put("keysLeft", count.keysLeft())
        .put("keysOutstanding", count.keysOutstanding())
        .put("low", count.isLow())
        .put("countedAt", count.countedAt().toString());
  }

  static Answer pool(Pool pool) {
    var json = Json.object().put("pool", pool.name());
    pool.forSale().ifPresent(keys -> json.put("forSale", keys));
    pool.quarantined().ifPresent(keys -> json.put("quarantined", keys));
    var batches = json.putArray("batches");
    for (var batch : pool.batches()) {
      batches
          .addObject()
          .put("batch", batch.name())
          .put("keys", batch.keys())
          .put("importedAt", batch.importedAt().toString())
          .put("sha256", batch.sha256());
    }
    return Answer.ok(json);
  }
}
