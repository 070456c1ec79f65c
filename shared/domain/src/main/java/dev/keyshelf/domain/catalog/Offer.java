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
 * @param taxRate the market's rate, 0.10 for ten per cent; the terms say whether prices include it
 */
public record Offer(
    SkuId sku,
    Market market,
    Money unitPrice,
    BigDecimal taxRate,
    Instant validFrom,
    Optional<Instant> validUntil) {
  /** Refuses a negative price or rate, and an offer that nobody could ever take. */
  public Offer {
    if (unitPrice.isNegative() || taxRate.signum() < 0) {
      throw new IllegalArgumentException("%s in %s: negative".formatted(sku, market));
    }
    if (validUntil.filter(until -> !until.isAfter(validFrom)).isPresent()) {
      throw new IllegalArgumentException("%s in %s: ends before it begins".formatted(sku, market));
    }
  }

  /** Tells whether the offer can be taken at {@code now}. */
  public boolean isValidAt(Instant now) {
    return !now.isBefore(validFrom) && validUntil.map(now::isBefore).orElse(true);
  }
}
