package dev.keyshelf.local.api;

import dev.keyshelf.local.machine.Settings;
import java.time.Duration;
import java.util.List;

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
    return issued(shop, List.of(partner)).getFirst();
  }

  /**
   * Buys for each partner two months before, and issues the invoices of that month. Returns their
   * numbers. Once a month is issued, nothing may be bought in it for any partner.
   */
  static List<String> issued(Shop shop, List<String> partners) {
    var clock = shop.machine().clock();
    clock.advance(TWO_MONTHS.negated());
    partners.forEach(
        partner -> shop.order(partner, shop.customerOf(partner, "US"), "ws2019-std-16core:1"));
    clock.advance(TWO_MONTHS);
    shop.machine().schedules().fire("IssueInvoices");
    return partners.stream()
        .map(partner -> shop.of(partner).get("/v1/invoices").expect(200).at("/items/0/number"))
        .toList();
  }
}
