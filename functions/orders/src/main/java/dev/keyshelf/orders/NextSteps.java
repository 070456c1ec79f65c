package dev.keyshelf.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlement.Gate;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.util.List;

/** The next steps of a client, as paths. A step that is not possible at that instant is absent. */
final class NextSteps {
  private NextSteps() {}

  static String path(Order order) {
    return "/v1/customers/%s/orders/%s".formatted(order.customer(), order.id());
  }

  static ObjectNode of(Order order, List<Entitlement> entitlements, Instant now) {
    var links = Json.object().put("self", path(order));
    if (entitlements.stream().anyMatch(each -> !each.leftToCancelAt(now).isZero())) {
      links.put("cancellation", path(order) + "/cancellation");
    }
    return links.put("software", "/v1/customers/%s/software".formatted(order.customer()));
  }

  static ObjectNode of(Entitlement entitlement, Instant now) {
    var customer = "/v1/customers/" + entitlement.customer();
    var order = customer + "/orders/" + entitlement.id().order();
    var software = customer + "/software/" + entitlement.id();
    var links = Json.object().put("software", software).put("order", order);
    if (!entitlement.leftToCancelAt(now).isZero()) {
      links.put("cancellation", order + "/cancellation?lines=" + entitlement.id().line());
    }
    var purchase = entitlement.purchase();
    if (entitlement.gateAt(now) == Gate.OPEN) {
      purchase.keys().ifPresent(_ -> links.put("keys", software + "/keys"));
      if (purchase.hasDownloads()) {
        links.put("links", software + "/links");
      }
      purchase
          .hybridBenefit()
          .ifPresent(_ -> links.put("hybridBenefit", software + "/hybrid-benefit"));
    }
    return links;
  }
}
