package dev.keyshelf.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.keyshelf.domain.stock.ChangeStock.Report;
import dev.keyshelf.domain.stock.ShowStock.Buyer;
import dev.keyshelf.domain.stock.ShowStock.Buyers;
import dev.keyshelf.domain.stock.ShowStock.Pool;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import java.util.List;

/** What operators are told of stock; no key is told whole. */
final class StockJson {
  private StockJson() {}

  static Answer done(String id, Report report, List<Buyer> sold) {
    var json =
        Json.object()
            .put("id", id)
            .put("state", "DONE")
            .put("changed", report.changed())
            .put("taken", report.taken())
            .put("withdrawnBefore", report.withdrawn())
            .put("unknown", report.unknown())
            .put("elsewhere", report.elsewhere());
    fill(json.putArray("sold"), sold);
    return Answer.ok(json);
  }

  static Answer unfinished(String id, long changed) {
    return Answer.ok(
        Json.object().put("id", id).put("state", "UNFINISHED").put("changed", changed));
  }

  static Answer buyers(Buyers buyers) {
    var json = Json.object();
    fill(json.putArray("sold"), buyers.buyers());
    buyers.next().ifPresent(next -> json.put("after", next));
    return Answer.ok(json);
  }

  private static void fill(ArrayNode list, List<Buyer> buyers) {
    for (var buyer : buyers) {
      var key = buyer.key();
      var json =
          list.addObject()
              .put("lastFive", key.lastFive())
              .put("partner", key.partner().value())
              .put("customerId", key.customer().value());
      buyer
          .customer()
          .ifPresent(
              customer ->
                  json.put("companyName", customer.companyName())
                      .put("domain", customer.domain().toString()));
      json.put("entitlementId", key.entitlement().value())
          .put("ordinal", key.ordinal())
          .put("issuedAt", key.issuedAt().toString())
          .put("rotated", !key.isCurrent());
    }
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
