package dev.keyshelf.billing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.resale.Rebilled;
import dev.keyshelf.domain.resale.RebilledTotals;
import dev.keyshelf.http.Json;
import java.util.List;
import java.util.Optional;

/** A month's entries at resale prices in JSON. */
final class RebillingJson {
  private RebillingJson() {}

  static ObjectNode month(Month month) {
    return InvoiceJson.month(month);
  }

  static ArrayNode totals(List<RebilledTotals> totals) {
    var array = Json.object().putArray("totals");
    for (var each : totals) {
      var json = array.addObject().put("currency", each.currency().getCurrencyCode());
      json.set("purchased", Wire.money(each.purchased()));
      json.set("charged", Wire.money(each.charged()));
      json.set("credited", Wire.money(each.credited()));
      json.set("net", Wire.money(each.net()));
    }
    return array;
  }

  static ObjectNode entry(Rebilled rebilled, Optional<ChargedOn> chargedOn) {
    var json = Json.object();
    json.set("entry", InvoiceJson.entry(rebilled.entry(), chargedOn));
    json.set("resaleAmount", Wire.money(rebilled.amount()));
    var lines = json.putArray("resaleLines");
    for (int i = 0; i < rebilled.lines().size(); i++) {
      var line = rebilled.lines().get(i);
      var each = lines.addObject().put("line", rebilled.entry().lines().get(i).line());
      each.set("resaleUnitPrice", Wire.money(line.unitPrice()));
      each.set("resaleAmount", Wire.money(line.amount()));
      each.put("resaleBasis", line.basis().name());
    }
    return json;
  }
}
