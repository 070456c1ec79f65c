package dev.keyshelf.local.invariant;

import java.util.HashMap;
import java.util.Map;

/** What was charged and credited is what the orders and entitlements say. */
final class MoneyRule implements Rule {
  private static final String INVARIANT = "money";

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, Row> charges = new HashMap<>();
    for (var charge : kept.ledger("CHARGE")) {
      var order = Kept.orderKey(charge);
      violations.unless(charges.put(order, charge) == null, INVARIANT, charge, "charged again");
      violations.unless(kept.has(order), INVARIANT, charge, "a charge without its order");
    }
    for (var note : kept.ledger("CREDIT_NOTE")) {
      violations.unless(
          charges.containsKey(Kept.orderKey(note)), INVARIANT, note, "a credit without its charge");
    }
    for (var order : kept.orders()) {
      var charge = charges.get(order.key());
      violations.unless(charge != null, INVARIANT, order, "an order without its charge");
      if (charge != null) {
        isCharged(order, charge, violations);
      }
    }
    kept.entitlements().forEach(each -> isCredited(kept, each, violations));
  }

  private static void isCharged(Row order, Row charge, Violations violations) {
    Map<Long, Row> charged = new HashMap<>();
    charge.inners("lines").forEach(line -> charged.put(line.number("line"), line));
    violations.unlessSame(
        charged.size(), order.inners("lines").size(), INVARIANT, charge, "lines charged");
    for (var line : order.inners("lines")) {
      var purchase = line.inner("purchase");
      var amount = charged.getOrDefault(line.number("number"), line);
      violations.unless(
          amount.text("amount").equals(purchase.text("total"))
              && amount.text("tax").equals(purchase.text("tax"))
              && amount.number("quantity") == purchase.number("quantity"),
          INVARIANT,
          charge,
          "line %s is charged otherwise than bought".formatted(line.number("number")));
    }
  }

  private static void isCredited(Kept kept, Row entitlement, Violations violations) {
    var bought = entitlement.inner("purchase");
    var credits = kept.credits(entitlement);
    var credited = entitlement.minor("credited");
    violations.unlessSame(
        credited,
        Row.sum(credits.stream(), "amount"),
        INVARIANT,
        entitlement,
        "credited, by its credit notes");
    violations.unless(
        credited.signum() >= 0 && credited.compareTo(bought.minor("total")) <= 0,
        INVARIANT,
        entitlement,
        "credited %s of %s charged".formatted(credited, bought.minor("total")));
    violations.unless(
        Row.sum(credits.stream(), "tax").compareTo(bought.minor("tax")) <= 0,
        INVARIANT,
        entitlement,
        "more tax credited than charged");
    violations.unless(
        entitlement.currency("credited").equals(bought.currency("total"))
            && credits.stream()
                .allMatch(line -> line.currency("amount").equals(bought.currency("total"))),
        INVARIANT,
        entitlement,
        "credited in another currency than charged");
    violations.unlessSame(
        credits.stream().mapToLong(line -> line.number("quantity")).sum(),
        bought.number("quantity") - entitlement.number("activeQuantity"),
        INVARIANT,
        entitlement,
        "units credited, by those cancelled");
  }
}
