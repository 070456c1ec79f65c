package dev.keyshelf.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.util.List;

/** Orders in JSON. */
final class OrderJson {
  private OrderJson() {}

  static Answer placed(Order order) {
    return Answer.created(path(order), order(order, order.entitlements(), order.placedAt()));
  }

  static String path(Order order) {
    return "/v1/customers/%s/orders/%s".formatted(order.customer(), order.id());
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
    json.set("total", Wire.money(order.total()));
    json.set("tax", Wire.money(order.tax()));
    return json;
  }

  static ObjectNode order(Order order, List<Entitlement> entitlements, Instant now) {
    var json = summary(order);
    var lines = json.putArray("lines");
    for (var line : order.lines()) {
      var id = EntitlementId.of(order.id(), line.number());
      var each = lines.addObject().put("line", line.number());
      each.put("entitlementId", id.value());
      entitlements.stream()
          .filter(entitlement -> entitlement.id().equals(id))
          .findFirst()
          .ifPresent(
              entitlement ->
                  each.put("state", Wire.state(entitlement, now))
                      .put("activeQuantity", entitlement.activeQuantity()));
      each.setAll(Wire.purchase(line.purchase()));
    }
    var links = json.putObject("links");
    links.put("self", path(order));
    links.put("cancellation", path(order) + "/cancellation");
    links.put("software", "/v1/customers/%s/software".formatted(order.customer()));
    return json;
  }
}
