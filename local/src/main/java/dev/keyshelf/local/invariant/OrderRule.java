package dev.keyshelf.local.invariant;

import java.util.Locale;
import java.util.stream.Collectors;

/** An order exists with all its entitlements, and they are consistent. */
final class OrderRule implements Rule {
  private static final String WHOLE = "whole order";
  private static final String GATE = "gate";

  @Override
  public void check(Kept kept, Violations violations) {
    for (var order : kept.orders()) {
      isWhole(kept, order, violations);
    }
    for (var entitlement : kept.entitlements()) {
      var order = kept.orderOf(entitlement);
      var line = Kept.lineOf(entitlement);
      violations.unless(
          kept.find(order.partition(), order.sort()).stream()
              .flatMap(there -> there.inners("lines").stream())
              .anyMatch(there -> there.number("number") == line),
          WHOLE,
          entitlement,
          "an entitlement without its order's line");
      isConsistent(kept, entitlement, violations);
    }
  }

  private static void isWhole(Kept kept, Row order, Violations violations) {
    var active = 0L;
    var bought = 0L;
    for (var line : order.inners("lines")) {
      var sort =
          String.format(
              Locale.ROOT, "ENTITLEMENT#%s-%02d", order.text("id"), line.number("number"));
      var entitlement = kept.find(order.partition(), sort);
      violations.unless(
          entitlement.isPresent(),
          WHOLE,
          order,
          "line %s has no entitlement".formatted(line.number("number")));
      violations.unless(
          entitlement
              .map(there -> there.inner("purchase").equals(line.inner("purchase")))
              .orElse(true),
          WHOLE,
          order,
          "line %s and its entitlement differ in their purchase".formatted(line.number("number")));
      active += entitlement.map(there -> there.number("activeQuantity")).orElse(0L);
      bought += line.inner("purchase").number("quantity");
    }
    var state = active == bought ? "ACTIVE" : active == 0 ? "CANCELLED" : "PARTIALLY_CANCELLED";
    violations.unless(
        order.text("orderState").equals(state),
        GATE,
        order,
        "%s, but its entitlements are %s".formatted(order.text("orderState"), state));
    violations.unlessSame(
        order.number("version"), 1L + kept.creditNotes(order).size(), GATE, order, "version");
  }

  private static void isConsistent(Kept kept, Row entitlement, Violations violations) {
    var active = entitlement.number("activeQuantity");
    var purchase = entitlement.inner("purchase");
    violations.unless(
        active >= 0 && active <= purchase.number("quantity"),
        GATE,
        entitlement,
        "%s active of %s".formatted(active, purchase.number("quantity")));
    violations.unless(
        entitlement.has("cancelledAt") == (active == 0),
        GATE,
        entitlement,
        "must have the time of its cancellation exactly if no units are left");
    var notes =
        kept.creditNotes(kept.orderOf(entitlement)).stream()
            .filter(note -> hasLine(note, Kept.lineOf(entitlement)))
            .map(note -> note.text("id"))
            .collect(Collectors.toSet());
    violations.unless(
        entitlement.has("creditNote")
            ? notes.contains(entitlement.text("creditNote"))
            : notes.isEmpty(),
        GATE,
        entitlement,
        "must name one of its credit notes: " + notes);
    var open = active > 0 && !entitlement.has("windowClosedAt");
    violations.unless(
        entitlement.has("windowShard") == open && entitlement.has("windowSort") == open,
        GATE,
        entitlement,
        "must be in the index of open windows exactly while its window may close");
    violations.unlessSame(
        entitlement.number("version"),
        1 + changes(kept, entitlement) + notes.size(),
        GATE,
        entitlement,
        "version by the count of its changes");
  }

  private static boolean hasLine(Row note, long line) {
    return note.inners("lines").stream().anyMatch(each -> each.number("line") == line);
  }

  /**
   * Returns the number of changes other than cancels: the issue of keys, their later reservation,
   * rotations, revocations of all links, and the closing.
   */
  private static long changes(Kept kept, Row entitlement) {
    var id = entitlement.text("id");
    var reserved = entitlement.inner("purchase").inner("keys").flag("reserved");
    var issues = entitlement.number("keysIssued") > 0 && !reserved ? 1 : 0;
    var rotations =
        kept.issuedKeys().stream()
            .filter(key -> key.partition().equals(entitlement.partition()))
            .filter(key -> key.sort().startsWith("KEY#" + id + "#"))
            .filter(key -> key.number("generation") > 1)
            .count();
    var closed = entitlement.has("windowClosedAt") ? 1 : 0;
    return issues
        + kept.acts("KEYS_RESERVED", id)
        + rotations
        + closed
        + entitlement.number("linkGeneration");
  }
}
