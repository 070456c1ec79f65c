package dev.keyshelf.local.invariant;

import java.util.HashMap;
import java.util.Map;

/** A key stands for one outcome, and an outcome for one key. */
final class OnceRule implements Rule {
  private static final String INVARIANT = "once";

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, Row> made = new HashMap<>();
    for (var once : kept.rows("ONCE#", "-")) {
      violations.unless(
          !once.text("fingerprint").isEmpty(), INVARIANT, once, "without a fingerprint");
      violations.unless(once.number("removableAt") > 0, INVARIANT, once, "kept for ever");
      var location = once.inner("answerHeaders").text("Location");
      var path = location.split("/");
      // A link is made at the address of all of them.
      var isCustomer = path.length == 4 && path[2].equals("customers");
      var isOrder = path.length == 6 && path[4].equals("orders");
      if (isCustomer || isOrder) {
        var partner = once.partition().split("#", 3)[1];
        violations.unless(
            made.put(partner + location, once) == null,
            INVARIANT,
            once,
            "two keys made the same thing: " + location);
        var there =
            isOrder
                ? kept.find("CUSTOMER#%s#%s".formatted(partner, path[3]), "ORDER#" + path[5])
                : kept.find("CUSTOMERS#" + partner, "CUSTOMER#" + path[3]);
        violations.unless(
            there.isPresent(), INVARIANT, once, "answers what is not there: " + location);
      }
    }
  }
}
