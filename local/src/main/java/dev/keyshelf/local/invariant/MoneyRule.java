package dev.keyshelf.local.invariant;

import java.util.HashMap;
import java.util.Map;

/** Charges and credits match the orders and entitlements. */
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
          "the charge of line %s differs from its purchase".formatted(line.number("number")));
      isTaxedAs(purchase, charge, amount, violations);
    }
  }

  /** Checks that an entry has the tax mode and rate of the purchase. Those of 0.1.0 have none. */
  private static void isTaxedAs(Row purchase, Row entry, Row line, Violations violations) {
    var bought = line.inner("bought");
    var isTaxed = purchase.flag("taxIncluded") || purchase.flag("taxAdded");
    violations.unless(
        !line.has("bought")
            || (bought.flag("taxAdded") == purchase.flag("taxAdded")
                && bought.text("taxRate").equals(isTaxed ? purchase.text("taxRate") : "")),
        INVARIANT,
        entry,
        "line %s has another tax mode or rate than its purchase".formatted(line.number("line")));
  }

  private static void isCredited(Kept kept, Row entitlement, Violations violations) {
    var bought = entitlement.inner("purchase");
    var credits = kept.credits(entitlement);
    credits.forEach(line -> isTaxedAs(bought, entitlement, line, violations));
    var credited = entitlement.minor("credited");
    violations.unlessSame(
        credited,
        Row.sum(credits.stream(), "amount"),
        INVARIANT,
        entitlement,
        "credited by its credit notes");
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
        "units credited by its cancelled units");
  }
}
