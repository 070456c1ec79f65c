package dev.keyshelf.local.invariant;

import java.util.HashMap;
import java.util.Map;

/** An idempotency key has one outcome, and an outcome has one idempotency key. */
final class OnceRule implements Rule {
  private static final String INVARIANT = "once";

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, Row> made = new HashMap<>();
    for (var once : kept.rows("ONCE#", "-")) {
      violations.unless(
          !once.text("fingerprint").isEmpty(), INVARIANT, once, "without a fingerprint");
      violations.unless(once.number("removableAt") > 0, INVARIANT, once, "has no time of removal");
      var location = once.inner("answerHeaders").text("Location");
      var path = location.split("/");
      // All links of an entitlement have the same Location, so they are not compared.
      var isCustomer = path.length == 4 && path[2].equals("customers");
      var isOrder = path.length == 6 && path[4].equals("orders");
      if (isCustomer || isOrder) {
        var partner = once.partition().split("#", 3)[1];
        violations.unless(
            made.put(partner + location, once) == null,
            INVARIANT,
            once,
            "two idempotency keys made the same item: " + location);
        var there =
            isOrder
                ? kept.find("CUSTOMER#%s#%s".formatted(partner, path[3]), "ORDER#" + path[5])
                : kept.find("CUSTOMERS#" + partner, "CUSTOMER#" + path[3]);
        violations.unless(
            there.isPresent(), INVARIANT, once, "answers with a missing item: " + location);
      }
    }
  }
}
