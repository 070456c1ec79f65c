package dev.keyshelf.billing;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.resale.ChangePriceList.Wanted;
import dev.keyshelf.domain.resale.Margin;
import dev.keyshelf.domain.resale.PriceList;
import dev.keyshelf.domain.resale.PriceList.SkuPrice;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.ResalePrice;
import dev.keyshelf.domain.resale.ResalePrice.Fixed;
import dev.keyshelf.domain.resale.ResalePrice.WithMargin;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.IsoTime;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;

/** Reads the requests that change a price list. */
final class PriceListBody {
  /** No entry of the ledger is older. */
  static final LocalDate FIRST_DAY = LocalDate.of(2018, 1, 1);

  private static final int MOST_REVISIONS = 1_000_000_000;
  private static final int LONGEST_DATE = 10;
  private static final int LONGEST_MARGIN = 8;
  private static final int LONGEST_SKU = 64;
  private static final String A_MARGIN =
      "a percentage as text, from -100 to 1000 with at most two decimals, such as 12.5";

  private final Body body;

  private PriceListBody(Body body) {
    this.body = body;
  }

  static Wanted wanted(Call call) {
    var list = call.id("priceListId", PriceListId::parse);
    return call.request().route().endsWith("/removal")
        ? removal(call, list, call.id("validFrom", IsoTime::parseDate))
        : new PriceListBody(Body.of(call.request())).version(call, list);
  }

  private static Wanted removal(Call call, PriceListId list, LocalDate day) {
    var body = Body.of(call.request());
    var revision = revision(body);
    body.done();
    return new Wanted(call.partner(), list, revision, day, Optional.empty());
  }

  private Wanted version(Call call, PriceListId list) {
    var revision = revision(body);
    var day = day(LocalDate.ofInstant(call.now(), ZoneOffset.UTC));
    return new Wanted(call.partner(), list, revision, day, Optional.of(prices()));
  }

  private static int revision(Body body) {
    return body.integer("expectedRevision", 0, MOST_REVISIONS);
  }

  private LocalDate day(LocalDate today) {
    var last = today.plusYears(1);
    return body.optionalParsed(
            "validFrom",
            LONGEST_DATE,
            "a UTC date from %s to %s".formatted(FIRST_DAY, last),
            text ->
                IsoTime.parseDate(text)
                    .filter(day -> !day.isBefore(FIRST_DAY) && !day.isAfter(last)))
        .orElse(today);
  }

  private PriceList prices() {
    var margin = body.optionalParsed("margin", LONGEST_MARGIN, A_MARGIN, Margin::parse);
    var prices = new ArrayList<SkuPrice>();
    var places = new ArrayList<Body>();
    body.list(
        "prices",
        0,
        PriceList.MOST_PRICES,
        each -> {
          price(each)
              .ifPresent(
                  price -> {
                    prices.add(price);
                    places.add(each);
                  });
          return each;
        });
    PriceList.repeated(prices)
        .forEach(
            place ->
                places
                    .get(place)
                    .fault("skuId", "has a margin, or a price in this currency, already"));
    body.done();
    return new PriceList(margin, prices);
  }

  private static Optional<SkuPrice> price(Body body) {
    var sku = body.parsed("skuId", LONGEST_SKU, "the id of a SKU", SkuId::parse);
    var hasMargin = body.has("margin");
    if (hasMargin == body.has("unitPrice")) {
      body.fault("margin", "send either margin or unitPrice");
    }
    Optional<ResalePrice> price =
        hasMargin
            ? body.optionalParsed("margin", LONGEST_MARGIN, A_MARGIN, Margin::parse)
                .map(WithMargin::new)
            : body.optionalObject("unitPrice").flatMap(Wire::money).map(Fixed::new);
    return sku.flatMap(id -> price.map(each -> new SkuPrice(id, each)));
  }
}
