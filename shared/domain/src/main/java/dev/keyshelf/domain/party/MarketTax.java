package dev.keyshelf.domain.party;

import dev.keyshelf.domain.catalog.TaxMode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What documents say of the tax in a market.
 *
 * @param untaxed the category of lines that neither include tax nor add it
 * @param reason why they have none; required for EXEMPT, and empty if the category says it
 */
public record MarketTax(TaxCategory untaxed, Optional<String> reason) {
  /**
   * Checks that untaxed lines have a category without a rate, and that an exemption has a reason.
   *
   * @throws IllegalArgumentException if not
   */
  public MarketTax {
    if (untaxed == TaxCategory.STANDARD) {
      throw new IllegalArgumentException("lines without tax cannot have the category STANDARD");
    }
    if (untaxed == TaxCategory.EXEMPT && reason.isEmpty()) {
      throw new IllegalArgumentException("an exemption must name its reason");
    }
  }

  /** Returns the category of a line. A rate of zero is no standard rate. */
  public TaxCategory of(TaxMode mode, Optional<BigDecimal> rate) {
    return switch (mode) {
      case EXCLUDED -> untaxed;
      case INCLUDED, ADDED ->
          rate.map(BigDecimal::signum).orElse(1) > 0
              ? TaxCategory.STANDARD
              : TaxCategory.ZERO_RATED;
    };
  }
}
