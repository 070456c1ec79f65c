package dev.keyshelf.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.util.List;

/** The rows of a customer's Software page in JSON; never a key. */
final class SoftwareJson {
  private SoftwareJson() {}

  static ObjectNode row(Entitlement entitlement, Instant now) {
    var json =
        Json.object()
            .put("entitlementId", entitlement.id().value())
            .put("orderId", entitlement.id().order().value())
            .put("line", entitlement.id().line())
            .put("state", Wire.state(entitlement, now))
            .put("purchasedAt", entitlement.purchasedAt().toString())
            .put("activeQuantity", entitlement.activeQuantity())
            .put("keysIssued", entitlement.keysIssued() > 0)
            .put("daysLeftToCancel", entitlement.leftToCancelAt(now).toDays());
    entitlement.cancelledAt().ifPresent(at -> json.put("cancelledAt", at.toString()));
    entitlement.windowClosedAt().ifPresent(at -> json.put("windowClosedAt", at.toString()));
    json.setAll(Wire.purchase(entitlement.purchase()));
    return json;
  }

  static ObjectNode expanded(Entitlement entitlement, List<Artifact> artifacts, Instant now) {
    var json = row(entitlement, now);
    var choices = json.putArray("artifacts");
    for (var artifact : artifacts) {
      choices
          .addObject()
          .put("version", artifact.version())
          .put("language", artifact.language())
          .put("fileType", artifact.fileType())
          .put("fileName", artifact.fileName())
          .put("size", artifact.size())
          .put("sha256", artifact.sha256());
    }
    return json;
  }
}
