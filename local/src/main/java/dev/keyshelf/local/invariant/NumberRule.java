package dev.keyshelf.local.invariant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers by the operator's scheme: each is on one document of all partners, and has a guard that
 * names the document. The numbers of a series have no gap, and its count is the last of them.
 */
final class NumberRule implements Rule {
  private static final String INVARIANT = "numbers";

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, Row> taken = new HashMap<>();
    Map<String, List<Row>> series = new TreeMap<>();
    for (var invoice : kept.rows("INVOICES#", "INVOICE#")) {
      if (invoice.has("inSeries")) {
        var number = invoice.inner("inSeries");
        violations.unless(
            taken.put(number.text("text"), invoice) == null,
            INVARIANT,
            invoice,
            "has the number of another document");
        series.computeIfAbsent(number.text("series"), _ -> new ArrayList<>()).add(invoice);
      }
    }
    areGuarded(kept, taken, violations);
    series.forEach((name, invoices) -> areCounted(kept, name, invoices, violations));
    for (var count : kept.rows("SERIES#", "")) {
      violations.unless(
          series.containsKey(count.partition().substring("SERIES#".length())),
          INVARIANT,
          count,
          "counts no document");
    }
  }

  private static void areGuarded(Kept kept, Map<String, Row> taken, Violations violations) {
    for (var guard : kept.rows("NUMBER#", "")) {
      var invoice = taken.remove(guard.partition().substring("NUMBER#".length()));
      violations.unless(
          invoice != null
              && invoice.partition().equals("INVOICES#" + guard.text("partner"))
              && invoice
                  .sort()
                  .equals("INVOICE#" + guard.text("month") + "#" + guard.text("currency")),
          INVARIANT,
          guard,
          "guards no document's number");
    }
    taken
        .values()
        .forEach(
            invoice -> violations.unless(false, INVARIANT, invoice, "its number has no guard"));
  }

  private static void areCounted(
      Kept kept, String name, List<Row> invoices, Violations violations) {
    invoices.sort(Comparator.comparingLong(each -> each.inner("inSeries").number("count")));
    for (int i = 0; i < invoices.size(); i++) {
      violations.unlessSame(
          invoices.get(i).inner("inSeries").number("count"),
          i + 1,
          INVARIANT,
          invoices.get(i),
          "its number in " + name);
    }
    violations.unlessSame(
        kept.find("SERIES#" + name, "-").map(each -> each.number("lastNumber")).orElse(0L),
        invoices.size(),
        INVARIANT,
        invoices.getLast(),
        "last number of " + name);
  }
}
