package dev.keyshelf.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.resale.ChangePriceList.Changed;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.PriceListState;
import dev.keyshelf.domain.resale.PriceListVersion;
import dev.keyshelf.domain.resale.ResalePrice.Fixed;
import dev.keyshelf.domain.resale.ResalePrice.WithMargin;
import dev.keyshelf.http.Json;
import java.util.Optional;

/** Price lists and their versions in JSON. */
final class PriceListJson {
  private PriceListJson() {}

  static ObjectNode changed(Changed changed) {
    return state(changed.list()).put("validFrom", changed.day().toString());
  }

  static ObjectNode state(PriceListState list) {
    return list(list.list(), list.revision())
        .put("changedAt", list.changedAt().toString())
        .put("changedBy", list.changedBy());
  }

  /** Writes a list as it is known; one that was never set has the revision 0. */
  static ObjectNode list(PriceListId id, Optional<PriceListState> list) {
    return list.map(PriceListJson::state).orElseGet(() -> list(id, 0));
  }

  private static ObjectNode list(PriceListId id, long revision) {
    var json = Json.object().put("priceListId", id.toString());
    id.customer().map(CustomerId::value).ifPresent(customer -> json.put("customerId", customer));
    return json.put("revision", revision);
  }

  static ObjectNode version(PriceListVersion version) {
    var json =
        Json.object()
            .put("validFrom", version.validFrom().toString())
            .put("setAt", version.setAt().toString())
            .put("setBy", version.setBy())
            .put("revision", version.revision());
    version.prices().margin().ifPresent(margin -> json.put("margin", margin.toString()));
    var prices = json.putArray("prices");
    for (var each : version.prices().prices()) {
      var price = prices.addObject().put("skuId", each.sku().value());
      switch (each.price()) {
        case Fixed(var unitPrice) -> price.set("unitPrice", Wire.money(unitPrice));
        case WithMargin(var margin) -> price.put("margin", margin.toString());
      }
    }
    return json;
  }
}
