package dev.keyshelf.testkit;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.resale.PriceList;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.ResalePrice.Fixed;
import dev.keyshelf.domain.resale.ResalePrice.WithMargin;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Calculates a partner's resale prices and credits by whole numbers, without the domain's code. All
 * amounts are in minor units.
 */
public final class ResaleOracle {
  private static final long WHOLE = 10_000;

  private final Map<PriceListId, TreeMap<LocalDate, PriceList>> versions = new HashMap<>();

  /**
   * A line of an order.
   *
   * @param day the UTC day of the purchase
   * @param unitPrice what the partner paid for a unit
   */
  public record Line(
      CustomerId customer, LocalDate day, SkuId sku, Money unitPrice, int quantity) {}

  /** Sets the version of a day, or removes it. */
  public void set(PriceListId list, LocalDate day, Optional<PriceList> prices) {
    var its = versions.computeIfAbsent(list, _ -> new TreeMap<>());
    prices.ifPresentOrElse(each -> its.put(day, each), () -> its.remove(day));
  }

  /** Returns the resale price of a unit. */
  public long unitPrice(Line line) {
    for (var list : List.of(PriceListId.of(line.customer()), PriceListId.ALL)) {
      var version = versions.getOrDefault(list, new TreeMap<>()).floorEntry(line.day());
      if (version != null) {
        var price = unitPrice(version.getValue(), line.sku(), line.unitPrice());
        if (price.isPresent()) {
          return price.get();
        }
      }
    }
    return minor(line.unitPrice());
  }

  private static Optional<Long> unitPrice(PriceList list, SkuId sku, Money paid) {
    Optional<Long> ofMargin =
        list.margin().map(margin -> divided(minor(paid) * (WHOLE + margin.hundredths()), WHOLE));
    Optional<Long> ofSku = Optional.empty();
    for (var each : list.prices()) {
      if (each.sku().equals(sku)) {
        if (each.price() instanceof Fixed(var unit) && unit.currency().equals(paid.currency())) {
          return Optional.of(minor(unit));
        }
        if (each.price() instanceof WithMargin(var margin)) {
          ofSku = Optional.of(divided(minor(paid) * (WHOLE + margin.hundredths()), WHOLE));
        }
      }
    }
    return ofSku.or(() -> ofMargin);
  }

  /** Returns what the whole line is rebilled at. */
  public long charge(Line line) {
    return unitPrice(line) * line.quantity();
  }

  /**
   * Returns what a credit of a line gives back.
   *
   * @param units how many units the credit is for
   * @param before what earlier credits of the line gave back to the partner
   * @param credit what this credit gives back to the partner
   */
  public long credit(Line line, int units, long before, long credit) {
    var paid = minor(line.unitPrice()) * line.quantity();
    return paid == 0
        ? unitPrice(line) * units
        : divided(charge(line) * (before + credit), paid) - divided(charge(line) * before, paid);
  }

  /** Returns an amount in minor units. */
  public static long minor(Money money) {
    return money.minorUnits().longValueExact();
  }

  /** Divides what is not negative. Half is rounded up. */
  private static long divided(long number, long by) {
    return (2 * number + by) / (2 * by);
  }
}
