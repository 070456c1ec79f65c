package dev.keyshelf.local.invariant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is looked for across customers is in the index exactly where its item says. */
final class DeskRule implements Rule {
  private static final String INVARIANT = "desk";
  private static final String NEVER = "NEVER";

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, List<String>> ends =
        kept.all().stream()
            .filter(row -> row.text("deskPartition").startsWith("TERMS#"))
            .collect(
                Collectors.groupingBy(
                    row -> row.text("deskPartition") + " " + row.text("deskSort").split("#", 4)[1],
                    Collectors.mapping(row -> row.text("deskSort"), Collectors.toList())));
    var numbered =
        kept.rows("PO#", "").stream().collect(Collectors.groupingBy(DeskRule::numberedOrder));
    for (var order : kept.orders()) {
      var lines = order.inners("lines").size();
      isAt(order, "ORDERS#" + partner(order), order.text("id") + "#" + lines, violations);
      isInTheIndexOfTerms(ends, order, violations);
      isUnderItsPurchaseOrderNumber(numbered, order, violations);
    }
    for (var each : kept.entitlements()) {
      var open = each.number("activeQuantity") > 0 && !each.has("windowClosedAt");
      var terms = each.inner("purchase").inner("terms");
      if (open && !terms.text("cancellation").equals(NEVER)) {
        var sort = each.text("windowClosesAt") + "#" + padded(each.text("id"));
        isAt(each, "WINDOWS#" + partner(each), sort, violations);
      } else {
        violations.unless(
            !each.has("deskPartition") && !each.has("deskSort"),
            INVARIANT,
            each,
            "in the index without a window that can close");
      }
    }
    for (var key : kept.issuedKeys()) {
      var five = key.text("lastFive").toUpperCase(Locale.ROOT);
      var sort =
          "%s#%s#%s"
              .formatted(
                  padded(key.sort().split("#", 3)[1]),
                  key.number("ordinal"),
                  key.number("generation"));
      isAt(key, "LASTFIVE#" + partner(key) + "#" + five, sort, violations);
    }
    for (var entry : kept.rows("CUSTOMER#", "LINK#")) {
      var parts = entry.sort().split("#", 3);
      isAt(entry, "LINKID#" + partner(entry) + "#" + parts[2], padded(parts[1]), violations);
    }
  }

  /** Returns partner, customer and order of an entry under a purchase order number. */
  private static String numberedOrder(Row entry) {
    return String.join("#", partner(entry), entry.text("customer"), entry.sort());
  }

  /** An order has one entry under its purchase order number, and an order without one has none. */
  private static void isUnderItsPurchaseOrderNumber(
      Map<String, List<Row>> numbered, Row order, Violations violations) {
    var lines = order.inners("lines");
    var isNumbered = lines.getFirst().inner("purchase").has("purchaseOrderNumber");
    var customer = order.partition().split("#", 3)[2];
    var id = String.join("#", partner(order), customer, order.text("id"), "" + lines.size());
    var found = numbered.getOrDefault(id, List.of()).size();
    violations.unless(
        found == (isNumbered ? 1 : 0),
        INVARIANT,
        order,
        found + " entries under its purchase order number");
  }

  /** Each end of its terms is in the index once, on the charge or on an item of its own. */
  private static void isInTheIndexOfTerms(
      Map<String, List<String>> terms, Row order, Violations violations) {
    var customer = order.partition().split("#", 3)[2];
    Map<String, String> ends =
        order.inners("lines").stream()
            .filter(line -> line.inner("purchase").has("endsAt"))
            .collect(
                Collectors.groupingBy(
                    line -> line.inner("purchase").text("endsAt"),
                    TreeMap::new,
                    Collectors.mapping(
                        line -> Long.toString(line.number("number")), Collectors.joining(","))));
    var wanted =
        ends.entrySet().stream()
            .map(end -> String.join("#", end.getKey(), order.text("id"), customer, end.getValue()))
            .sorted()
            .toList();
    var found =
        terms.getOrDefault("TERMS#" + partner(order) + " " + order.text("id"), List.of()).stream()
            .sorted()
            .toList();
    violations.unless(
        found.equals(wanted),
        INVARIANT,
        order,
        "ends of terms in the index: %s, not %s".formatted(found, wanted));
  }

  private static void isAt(Row row, String partition, String sort, Violations violations) {
    var found = row.text("deskPartition") + " " + row.text("deskSort");
    var wanted = partition + " " + sort;
    violations.unless(
        found.equals(wanted),
        INVARIANT,
        row,
        "in the index at %s, not %s".formatted(found, wanted));
  }

  private static String partner(Row row) {
    return row.partition().split("#", 3)[1];
  }

  private static String padded(String entitlement) {
    var line = entitlement.substring(entitlement.lastIndexOf('-') + 1);
    return entitlement.substring(0, entitlement.lastIndexOf('-') + 1)
        + (line.length() == 1 ? "0" + line : line);
  }
}
