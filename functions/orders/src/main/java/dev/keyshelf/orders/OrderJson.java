package dev.keyshelf.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.api.Wording;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderLine;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import java.time.Instant;
import java.util.List;

/** Orders in JSON. */
final class OrderJson {
  private OrderJson() {}

  static Answer placed(Order order, Wording wording) {
    var json = order(order, order.entitlements(), order.placedAt(), wording);
    return wording.said(Answer.created(NextSteps.path(order), json));
  }

  static Problem priceChanged(Money total, List<OrderLine> lines) {
    return Problem.of(
            ProblemCode.PRICE_CHANGED,
            "The order now costs %s. Nothing was bought.".formatted(total))
        .extendedWith(
            json -> {
              json.set("total", Wire.money(total));
              var list = json.putArray("lines");
              for (var line : lines) {
                var bought = line.purchase();
                var each =
                    list.addObject()
                        .put("line", line.number())
                        .put("skuId", bought.sku().value())
                        .put("quantity", bought.quantity());
                each.set("unitPrice", Wire.money(bought.unitPrice()));
                each.set("total", Wire.money(bought.total()));
              }
            });
  }

  static ObjectNode summary(Order order) {
    var json =
        Json.object()
            .put("orderId", order.id().value())
            .put("customerId", order.customer().value())
            .put("market", order.market().code())
            .put("state", order.state().name())
            .put("placedAt", order.placedAt().toString())
            .put("placedBy", order.placedBy());
    order.purchaseOrderNumber().ifPresent(number -> json.put("purchaseOrderNumber", number));
    json.set("total", Wire.money(order.total()));
    json.set("tax", Wire.money(order.tax()));
    return json;
  }

  static ObjectNode order(
      Order order, List<Entitlement> entitlements, Instant now, Wording wording) {
    var json = summary(order);
    json.put("keysReserved", entitlements.stream().mapToInt(Entitlement::keysReserved).sum())
        .put(
            "keysOutstanding",
            entitlements.stream().mapToInt(each -> each.keysOutstandingAt(now)).sum());
    var lines = json.putArray("lines");
    for (var line : order.lines()) {
      var id = EntitlementId.of(order.id(), line.number());
      var each = lines.addObject().put("line", line.number());
      each.put("entitlementId", id.value());
      entitlements.stream()
          .filter(entitlement -> entitlement.id().equals(id))
          .findFirst()
          .ifPresent(
              entitlement -> {
                each.put("state", entitlement.stateAt(now).name())
                    .put("activeQuantity", entitlement.activeQuantity())
                    .put("keysReserved", entitlement.keysReserved())
                    .put("keysOutstanding", entitlement.keysOutstandingAt(now));
                each.set("links", NextSteps.of(entitlement, now));
              });
      each.setAll(Wire.purchase(line.purchase(), wording));
    }
    json.set("links", NextSteps.of(order, entitlements, now));
    return json;
  }
}
