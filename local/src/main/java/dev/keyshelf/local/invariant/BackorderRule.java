package dev.keyshelf.local.invariant;

import java.util.Map;
import java.util.TreeMap;

/**
 * A sold line has its keys or waits for them. An order that lacks keys has a backorder, and each
 * pool's sum equals the sum of its backorders. Cancelled units may stay in a backorder until the
 * schedule runs.
 */
final class BackorderRule implements Rule {
  private static final String INVARIANT = "backorders";

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, Long> sums = new TreeMap<>();
    kept.rows("BACKLOG#", "-")
        .forEach(
            sum ->
                sums.put(
                    sum.partition().substring("BACKLOG#".length()), sum.number("outstanding")));
    for (var order : kept.rows("BACKORDERS", "")) {
      order
          .inner("outstanding")
          .values()
          .forEach((pool, keys) -> sums.merge(pool, -Long.parseLong(keys.n()), Long::sum));
      violations.unless(
          kept.find(
                  "CUSTOMER#%s#%s".formatted(order.text("partner"), order.text("customer")),
                  "ORDER#" + order.sort())
              .isPresent(),
          INVARIANT,
          order,
          "waits for keys, but its order does not exist");
    }
    sums.forEach(
        (pool, more) ->
            violations.unlessSame(
                more,
                0,
                INVARIANT,
                Kept.at("BACKLOG#" + pool, "-"),
                "keys beyond those that orders wait for"));
    for (var order : kept.orders()) {
      isWaitedFor(kept, order, violations);
    }
  }

  private static void isWaitedFor(Kept kept, Row order, Violations violations) {
    Map<String, Long> lacking = new TreeMap<>();
    kept.rows(order.partition(), "ENTITLEMENT#" + order.text("id") + "-")
        .forEach(
            entitlement -> {
              var keys = entitlement.inner("purchase").inner("keys");
              var more = due(keys, entitlement) - entitlement.number("keysIssued");
              var ends = entitlement.text("termEndsAt");
              if (keys.flag("reserved")
                  && more > 0
                  && (ends.isEmpty() || ends.compareTo(kept.now().toString()) > 0)) {
                lacking.merge(keys.text("pool"), more, Long::sum);
              }
            });
    var waited =
        kept.find("BACKORDERS", order.text("id"))
            .map(each -> each.inner("outstanding"))
            .orElseGet(() -> new Row(Map.of()));
    lacking.forEach(
        (pool, keys) ->
            violations.unless(
                waited.number(pool) >= keys,
                INVARIANT,
                order,
                "lacks %s keys of %s, but waits for %s"
                    .formatted(keys, pool, waited.number(pool))));
  }

  private static long due(Row keys, Row entitlement) {
    var active = entitlement.number("activeQuantity");
    if (active == 0) {
      return 0;
    }
    return keys.has("unitsPerKey") ? Math.ceilDiv(active, keys.number("unitsPerKey")) : 1;
  }
}
