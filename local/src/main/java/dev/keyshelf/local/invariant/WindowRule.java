package dev.keyshelf.local.invariant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Users cancel and start downloads only before the end, and cancel only self-service lines. */
final class WindowRule implements Rule {
  private static final String INVARIANT = "window";
  private static final String SELF_SERVICE = "SELF_SERVICE";

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, List<Row>> cancels =
        kept.rows("ACTIVITY#", "").stream()
            .filter(record -> record.text("operation").equals("ORDER_CANCELLED"))
            .collect(Collectors.groupingBy(record -> record.inner("subject").text("order")));
    for (var note : kept.ledger("CREDIT_NOTE")) {
      var byUser =
          cancels.getOrDefault(note.text("order"), List.of()).stream()
              .filter(record -> record.text("at").equals(note.text("at")))
              .anyMatch(record -> record.inner("actor").has("user"));
      if (byUser) {
        isForUsers(kept, note, violations);
      }
    }
    for (var entitlement : kept.entitlements()) {
      violations.unless(
          !entitlement.has("windowClosedAt")
              || entitlement.text("windowClosedAt").compareTo(entitlement.text("windowClosesAt"))
                  >= 0,
          INVARIANT,
          entitlement,
          "closed before its end");
    }
    for (var download : kept.rows("LINK#", "DOWNLOAD#")) {
      violations.unless(
          kept.find(download.partition(), "-")
              .map(link -> download.text("startedAt").compareTo(link.text("expiresAt")) < 0)
              .orElse(true),
          INVARIANT,
          download,
          "started after its link's end");
    }
  }

  private static void isForUsers(Kept kept, Row note, Violations violations) {
    var order = Kept.orderKey(note).split(" ", 2);
    for (var line : note.inners("lines")) {
      var sort =
          String.format(
              Locale.ROOT,
              "ENTITLEMENT#%s-%02d",
              order[1].substring("ORDER#".length()),
              line.number("line"));
      var cancelled = kept.find(order[0], sort);
      violations.unless(
          cancelled
              .map(each -> note.text("at").compareTo(each.text("windowClosesAt")) < 0)
              .orElse(true),
          INVARIANT,
          note,
          "cancelled after the window of line " + line.number("line"));
      violations.unless(
          cancelled
              .map(each -> each.inner("purchase").inner("terms").text("cancellation"))
              .map(SELF_SERVICE::equals)
              .orElse(true),
          INVARIANT,
          note,
          "cancelled by a user, but line %s is not for self-service"
              .formatted(line.number("line")));
    }
  }
}
