package dev.keyshelf.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.key.RevealKeys.RevealedKey;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.util.List;

/** Keys in JSON: in clear for who was recorded, and masked for a list. */
final class KeyJson {
  private KeyJson() {}

  /** Gives the answer that shows keys; nothing keeps it. */
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
    // Of a line whose reservation is not complete, it shows what there is.
    if (entitlement.keysOutstanding() > 0) {
      json.put("keysOutstanding", entitlement.keysOutstanding());
    }
    return Answer.ok(json).notStored();
  }

  /** Gives a key as lists show it: by five characters. */
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
