package dev.keyshelf.local.invariant;

import java.util.HashSet;
import java.util.Set;

/** The log has exactly one record of each effect, and no record about a missing item. */
final class LogRule implements Rule {
  private static final String INVARIANT = "log";

  @Override
  public void check(Kept kept, Violations violations) {
    Set<String> subjects = new HashSet<>();
    for (var customer : kept.rows("CUSTOMERS#", "CUSTOMER#")) {
      subjects.add(customer.text("id"));
      told(kept, "CUSTOMER_CREATED", customer, 1, violations);
    }
    for (var order : kept.orders()) {
      subjects.add(order.text("id"));
      told(kept, "ORDER_PLACED", order, 1, violations);
      told(kept, "ORDER_CANCELLED", order, kept.creditNotes(order).size(), violations);
    }
    for (var entitlement : kept.entitlements()) {
      subjects.add(entitlement.text("id"));
      var reserved = entitlement.inner("purchase").inner("keys").flag("reserved");
      var issues = entitlement.number("keysIssued") > 0 && !reserved ? 1 : 0;
      told(kept, "KEYS_ISSUED", entitlement, issues, violations);
      told(kept, "KEY_ROTATED", entitlement, rotations(kept, entitlement), violations);
      told(kept, "LINKS_REVOKED", entitlement, entitlement.number("linkGeneration"), violations);
      violations.unlessSame(
          kept.rows(entitlement.partition(), "REVOCATION#" + entitlement.text("id") + "#").size(),
          entitlement.number("linkGeneration"),
          INVARIANT,
          entitlement,
          "revocations of all links by its generation");
    }
    for (var link : kept.links()) {
      subjects.add(link.text("id"));
      told(kept, "LINK_CREATED", link, 1, violations);
      told(kept, "LINK_REVOKED", link, link.has("revokedAt") ? 1 : 0, violations);
      told(kept, "DOWNLOAD_STARTED", link, link.number("used"), violations);
    }
    for (var activity : kept.rows("ACTIVITY#", "")) {
      if (activity.text("operation").equals("ACCESS_REFUSED")) {
        // A refusal records the ids in the path, whether their items exist or not.
        continue;
      }
      var subject = activity.inner("subject");
      for (var name : Set.of("customer", "order", "entitlement", "link")) {
        violations.unless(
            !subject.has(name) || subjects.contains(subject.text(name)),
            INVARIANT,
            activity,
            "names a %s that does not exist".formatted(name));
      }
    }
  }

  private static long rotations(Kept kept, Row entitlement) {
    return kept.rows(entitlement.partition(), "KEY#" + entitlement.text("id") + "#").stream()
        .filter(key -> key.number("generation") > 1)
        .count();
  }

  private static void told(
      Kept kept, String operation, Row subject, long expected, Violations violations) {
    violations.unlessSame(
        kept.acts(operation, subject.text("id")), expected, INVARIANT, subject, operation);
  }
}
