package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A SKU's price in a market, from {@code validFrom} (inclusive) to {@code validUntil} (exclusive).
 *
 * @param taxRate the market's rate: 0.10 is ten per cent. The terms say whether prices include tax,
 *     or invoices add it
 */
public record Offer(
    SkuId sku,
    Market market,
    Money unitPrice,
    BigDecimal taxRate,
    Instant validFrom,
    Optional<Instant> validUntil) {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the price or tax rate is negative, or if the offer does not
   *     end after it begins
   */
  public Offer {
    if (unitPrice.isNegative() || taxRate.signum() < 0) {
      throw new IllegalArgumentException(
          "%s in %s: price and tax rate must not be negative".formatted(sku, market));
    }
    if (validUntil.filter(until -> !until.isAfter(validFrom)).isPresent()) {
      throw new IllegalArgumentException(
          "%s in %s: must end after it begins".formatted(sku, market));
    }
  }

  /** Returns whether the offer is valid at {@code now}. */
  public boolean isValidAt(Instant now) {
    return !now.isBefore(validFrom) && validUntil.map(now::isBefore).orElse(true);
  }
}
