package dev.keyshelf.local.history;

import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.history.Told.PriceChange;
import dev.keyshelf.local.history.Told.Rebilling;
import dev.keyshelf.testkit.DrawnPrices;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A client's deeds with price lists and rebillings. */
final class Reseller {
  private static final List<SkuId> SKUS = Assortment.SKUS.stream().map(SkuId::new).toList();

  /** A change is for a day that is at most so far from today, in the past or in the future. */
  private static final int DAYS = 40;

  private final Shop shop;
  private final Told told;
  private final Client accountant;
  private final String partner;
  private final Patience patience;

  Reseller(Shop shop, Told told, String partner, String name) {
    this.shop = shop;
    this.told = told;
    this.accountant = shop.of(partner);
    this.partner = partner;
    this.patience = new Patience(told, name);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(shop.machine().clock().instant(), ZoneOffset.UTC);
  }

  /** Sets or removes a version of the list for all customers, or of a customer's list. */
  void setPrices(Random draw) {
    var list = list(draw);
    var seen =
        patience.read(ListedPrices.path(list), () -> accountant.get(ListedPrices.path(list)));
    var revision = seen.answer().expect(200).json().path("revision").asLong();
    var days = new ArrayList<LocalDate>();
    for (var version : seen.answer().all("validFrom")) {
      days.add(LocalDate.parse(version));
    }
    var day = today().plusDays(draw.nextInt(-DAYS, DAYS + 1));
    if (draw.nextInt(5) == 0 && !days.isEmpty()) {
      remove(list, revision, days.get(draw.nextInt(days.size())), draw);
    } else {
      set(list, revision, day, draw);
    }
  }

  private PriceListId list(Random draw) {
    var isForAll = draw.nextBoolean();
    var mine =
        told.customers.entrySet().stream()
            .filter(each -> each.getValue().equals(partner))
            .map(each -> each.getKey().substring(each.getKey().lastIndexOf('/') + 1))
            .toList();
    return Trader.one(mine, draw)
        .filter(_ -> !isForAll)
        .flatMap(PriceListId::parse)
        .orElse(PriceListId.ALL);
  }

  private void set(PriceListId list, long revision, LocalDate day, Random draw) {
    var prices = DrawnPrices.of(SKUS, Assortment.CURRENCIES, draw);
    change(
        new PriceChange(partner, list, revision + 1, day, Optional.of(prices), Optional.empty()),
        "/versions",
        ListedPrices.body(revision, day, prices),
        draw);
  }

  private void remove(PriceListId list, long revision, LocalDate day, Random draw) {
    change(
        new PriceChange(partner, list, revision + 1, day, Optional.empty(), Optional.empty()),
        "/versions/" + day + "/removal",
        "{\"expectedRevision\": %s}".formatted(revision),
        draw);
  }

  /** Sends a change. It is done, refused, or the client never knows. */
  private void change(PriceChange wanted, String route, String body, Random draw) {
    var path = ListedPrices.path(wanted.list());
    var key = Trader.key(draw);
    var reply =
        patience.command("price", path, draw, () -> accountant.postOnce(path + route, body, key));
    if (reply.isEmpty()) {
      told.priced.add(wanted);
    } else if (reply.get().is(200)) {
      told.priced.add(wanted.doneIn(reply.get().span()));
      if (reply.get().answer().json().path("revision").asLong() != wanted.revision()) {
        told.wrong.add("prices %s: not the next revision: %s".formatted(path, wanted));
      }
    }
  }

  /** Reads this month's rebilling, or that of one of the two months before. */
  void readRebilling(Random draw) {
    var month = YearMonth.from(today()).minusMonths(draw.nextInt(3));
    var path = "/v1/rebilling/" + month + "?limit=200";
    var reply = patience.read(path, () -> accountant.get(path));
    told.rebillings.add(
        new Rebilling(partner, month, text(reply.answer().expect(200)), reply.span()));
  }

  /** Returns a page without its cursor. */
  static String text(Answer page) {
    return page.text().replaceAll("\"next\":\"[^\"]*\"", "");
  }
}
