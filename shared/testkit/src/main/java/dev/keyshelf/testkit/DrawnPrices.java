package dev.keyshelf.testkit;

import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.resale.Margin;
import dev.keyshelf.domain.resale.PriceList;
import dev.keyshelf.domain.resale.PriceList.SkuPrice;
import dev.keyshelf.domain.resale.ResalePrice.Fixed;
import dev.keyshelf.domain.resale.ResalePrice.WithMargin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random versions of price lists. */
public final class DrawnPrices {
  private static final int LEAST_MARGIN = -10_000;
  private static final int BEYOND_MARGIN = 20_000;
  private static final int BEYOND_PRICE = 100_000;

  private DrawnPrices() {}

  /** Draws margins and prices of some of these SKUs, or none, in some of these currencies. */
  public static PriceList of(List<SkuId> skus, List<String> currencies, Random draw) {
    var prices = new ArrayList<SkuPrice>();
    for (var sku : skus) {
      if (draw.nextBoolean()) {
        prices.add(new SkuPrice(sku, new WithMargin(margin(draw))));
      }
      for (var currency : currencies) {
        if (draw.nextInt(3) == 0) {
          var code = Money.of("0", currency).currency();
          var price = Money.ofMinor(draw.nextInt(BEYOND_PRICE), code);
          prices.add(new SkuPrice(sku, new Fixed(price)));
        }
      }
    }
    return new PriceList(
        Optional.of(draw).filter(Random::nextBoolean).map(DrawnPrices::margin), prices);
  }

  private static Margin margin(Random draw) {
    return new Margin(draw.nextInt(LEAST_MARGIN, BEYOND_MARGIN));
  }
}
