package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.resale.ResalePrice.Fixed;
import dev.keyshelf.domain.resale.ResalePrice.WithMargin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The resale prices of one price list. An empty one prices nothing.
 *
 * @param margin the margin for SKUs without a price of their own; empty if there is none
 * @param prices a SKU can have one margin, and one fixed price in each currency
 */
public record PriceList(Optional<Margin> margin, List<SkuPrice> prices) {
  /** The most prices of a list. As JSON, so many fit into the body of a request. */
  public static final int MOST_PRICES = 400;

  /** The price of one SKU. */
  public record SkuPrice(SkuId sku, ResalePrice price) {
    /** Returns what a list can have only once. */
    private String place() {
      return switch (price) {
        case WithMargin _ -> sku.value();
        case Fixed(var unitPrice) -> sku + " " + unitPrice.currency();
      };
    }
  }

  /**
   * Copies the prices.
   *
   * @throws IllegalArgumentException if there are more than 400, or two of them for the same
   */
  public PriceList {
    prices = List.copyOf(prices);
    if (prices.size() > MOST_PRICES) {
      throw new IllegalArgumentException("a price list has at most 400 prices");
    }
    if (!repeated(prices).isEmpty()) {
      throw new IllegalArgumentException("a SKU has one margin, and one price in a currency");
    }
  }

  /** Returns the places, from 0, of prices for which the list has one already. */
  public static List<Integer> repeated(List<SkuPrice> prices) {
    Set<String> seen = new HashSet<>();
    var repeated = new ArrayList<Integer>();
    for (int i = 0; i < prices.size(); i++) {
      if (!seen.add(prices.get(i).place())) {
        repeated.add(i);
      }
    }
    return repeated;
  }

  /** Returns the list with the prices of these SKUs alone. */
  PriceList of(Set<SkuId> skus) {
    return new PriceList(
        margin, prices.stream().filter(each -> skus.contains(each.sku())).toList());
  }

  /** A unit's price by a list, and what it follows from. */
  record Priced(Money unitPrice, Level level) {}

  /** What a list's price follows from. The first that the list has applies. */
  enum Level {
    SKU_PRICE,
    SKU_MARGIN,
    MARGIN
  }

  /**
   * Returns the price of a unit; empty if this list does not price it.
   *
   * @param purchasePrice what the partner paid for the unit
   */
  Optional<Priced> priced(SkuId sku, Money purchasePrice) {
    Optional<Priced> byMargin =
        margin.map(each -> new Priced(each.on(purchasePrice), Level.MARGIN));
    for (var each : prices) {
      if (each.sku().equals(sku)) {
        switch (each.price()) {
          case Fixed(var unit) when unit.currency().equals(purchasePrice.currency()) -> {
            return Optional.of(new Priced(unit, Level.SKU_PRICE));
          }
          case Fixed _ -> {
            // It is a price in another currency.
          }
          case WithMargin(var its) ->
              byMargin = Optional.of(new Priced(its.on(purchasePrice), Level.SKU_MARGIN));
        }
      }
    }
    return byMargin;
  }
}
