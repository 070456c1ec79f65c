package dev.keyshelf.local.api;

import dev.keyshelf.local.machine.Settings;
import java.time.Duration;

/** The documents of a shop's partners. */
public final class Documents {
  private static final Duration TWO_MONTHS = Duration.ofDays(62);

  private Documents() {}

  /** Imports the seller of the samples, whose partners have companies. */
  public static void haveASeller(Shop shop) {
    shop.imports(Settings.defaultTemplate().resolveSibling("samples/imports/house"));
  }

  /** Buys two months before, and issues the invoice of that month. Returns its number. */
  static String issued(Shop shop, String partner) {
    var clock = shop.machine().clock();
    clock.advance(TWO_MONTHS.negated());
    shop.order(partner, shop.customerOf(partner, "US"), "ws2019-std-16core:1");
    clock.advance(TWO_MONTHS);
    shop.machine().schedules().fire("IssueInvoices");
    return shop.of(partner).get("/v1/invoices").expect(200).at("/items/0/number");
  }
}
