package dev.keyshelf.bench.scale;

import java.util.Arrays;

/** The change of the design that would lift a limit, by the label of the place or item. */
enum Lift {
  ACTIVITY("ACTIVITY#", "divide a partner's day into parts, which readers of the log merge"),
  GATE(
      "CUSTOMER#{partner}#{id} ENTITLEMENT#",
      "keep copies of the gate: a start checks one of them, a cancellation writes all"),
  CUSTOMER("CUSTOMER#", "a partition for each order instead of one for each customer"),
  CUSTOMERS("CUSTOMERS#", "divide a partner's customers by their ids"),
  LEDGER("LEDGER#", "divide a partner's month into parts, which invoices merge"),
  LINK("LINK#", "hand out more links: each is used at most 50 times"),
  POOL("POOL#", "more parts for a pool"),
  WINDOWS("open-windows: WINDOWS#", "more parts for the windows of all partners"),
  DESK_WINDOWS("desk: WINDOWS#", "divide a partner's windows into parts, which the desk merges"),
  DESK_ORDERS("desk: ORDERS#", "divide a partner's orders into parts, which the desk merges"),
  DESK_TERMS("desk: TERMS#", "divide a partner's terms into parts, which the desk merges"),
  FEED("FEED#", "several feeds for a partner, each with an order of its own"),
  NUMBERED("NUMBERED#", "divide the marks of a partner's day by the record's id"),
  PREVIEW("seconds to add up", "keep the sums of each day, or make the preview in the background"),
  ISSUE("seconds to issue", "issue a month in several runs, as its rolls allow"),
  TABLE("write units of", "a larger quota of the table; nothing in the design has to change"),
  GATEWAY("requests at", "a larger quota of the account"),
  INVOCATIONS("invocations at once", "a larger quota of the account"),
  KMS("KMS operations", "a larger quota of the account"),
  WAKES("messages that wake", "wake a webhook once for all events of a batch, as a busy one is");

  private final String prefix;
  private final String change;

  Lift(String prefix, String change) {
    this.prefix = prefix;
    this.change = change;
  }

  /**
   * Returns the change that lifts a limit.
   *
   * @throws IllegalStateException if none is known
   */
  static String of(String label) {
    return Arrays.stream(values())
        .filter(each -> label.startsWith(each.prefix))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no lift is known for " + label))
        .change;
  }
}
