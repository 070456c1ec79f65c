package dev.keyshelf.local.crash;

import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.Command.Attempt;
import java.io.IOException;
import java.time.Duration;

/** Commands that a schedule starts, each with something to do. */
final class JobCommands {
  private final Shop shop;
  private final Drops drops;
  private final String customer;
  private final String pooled;
  private final String made;

  /**
   * Buys for a customer.
   *
   * @param pooled a SKU with keys of a pool
   * @param made a SKU whose keys are made
   */
  JobCommands(Shop shop, Drops drops, String customer, String pooled, String made) {
    this.shop = shop;
    this.drops = drops;
    this.customer = customer;
    this.pooled = pooled;
    this.made = made;
  }

  Attempt closeWindows() {
    var clock = shop.machine().clock();
    clock.setAhead(Duration.ZERO);
    shop.order("partner-a", customer, pooled + ":1");
    clock.setAhead(Duration.ofDays(61));
    return fired("CloseCancellationWindows");
  }

  Attempt issueInvoices() {
    shop.endMonth();
    shop.order("partner-a", customer, made + ":1");
    shop.endMonth();
    return fired("IssueInvoices");
  }

  Attempt renderDocuments() throws IOException {
    drops.seller();
    shop.endMonth();
    shop.order("partner-a", customer, made + ":1");
    shop.endMonth();
    shop.machine().schedules().fire("IssueInvoices");
    return fired("RenderDocuments");
  }

  Attempt indexDesk() {
    ForgottenIndex.of(shop, shop.order("partner-a", customer, pooled + ":1").at("/orderId"));
    return fired("IndexDesk");
  }

  private Attempt fired(String function) {
    return Attempt.event(() -> shop.machine().schedules().fire(function));
  }
}
