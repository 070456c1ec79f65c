package dev.keyshelf.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.key.LookUpKeys.Holders;
import dev.keyshelf.domain.key.RevealKeys.RevealedKey;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.util.List;

/** Keys in JSON: in clear text for a recorded reveal, and masked for lists. */
final class KeyJson {
  private KeyJson() {}

  /** Returns the answer that shows keys. It is never stored. */
  static Answer revealed(Entitlement entitlement, List<RevealedKey> keys) {
    var json =
        Json.object()
            .put("entitlementId", entitlement.id().value())
            .put("productId", entitlement.purchase().product().value());
    var list = json.putArray("keys");
    for (var key : keys) {
      list.addObject()
          .put("ordinal", key.issued().ordinal())
          .put("key", key.text())
          .put("lastFive", key.issued().lastFive())
          .put("form", key.issued().form().name())
          .put("issuedAt", key.issued().issuedAt().toString());
    }
    // If the line still waits for keys, the answer has those that are reserved.
    if (entitlement.keysOutstanding() > 0) {
      json.put("keysOutstanding", entitlement.keysOutstanding());
    }
    return Answer.ok(json).notStored();
  }

  /** Returns who has the keys that were looked up, each masked. */
  static ObjectNode holders(Holders found, Instant now) {
    var json = Json.object();
    var items = json.putArray("items");
    for (var holder : found.holders()) {
      var customer = holder.customer();
      var right = holder.entitlement();
      var item = items.addObject();
      item.putObject("customer")
          .put("customerId", customer.id().value())
          .put("companyName", customer.companyName())
          .put("domain", customer.domain().ascii());
      item.put("orderId", right.id().order().value())
          .put("entitlementId", right.id().value())
          .put("productId", right.purchase().product().value());
      item.setAll(masked(holder.key(), right, now));
    }
    return json.put("more", found.more());
  }

  /** Writes a key as lists show it: its last five characters instead of its text. */
  static ObjectNode masked(IssuedKey key, Entitlement entitlement, Instant now) {
    var json =
        Json.object()
            .put("ordinal", key.ordinal())
            .put("lastFive", key.lastFive())
            .put("form", key.form().name())
            .put("state", key.stateAt(now, entitlement).name())
            .put("issuedAt", key.issuedAt().toString());
    key.revocation()
        .ifPresent(
            why -> {
              var revocation =
                  json.putObject("revocation")
                      .put("revokedAt", why.at().toString())
                      .put("revokedBy", why.by())
                      .put("reasonCode", why.code().name());
              if (!why.text().isEmpty()) {
                revocation.put("reason", why.text());
              }
            });
    return json;
  }
}
