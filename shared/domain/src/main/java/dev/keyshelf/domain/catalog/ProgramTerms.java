package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A dated edition of a program's rules. It is in force from {@code effectiveFrom} (inclusive) until
 * the next edition's (exclusive).
 *
 * @param cancellation how products can be cancelled; if SELF_SERVICE, each product decides
 * @param window how long after the purchase a cancellation is possible, for products without a
 *     window of their own
 * @param credit what a cancellation credits, by kind of product
 * @param link the limits of download links
 * @param closedMarkets the markets in which a kind of product is not sold
 * @param taxIncludedMarkets the markets in which prices include tax
 * @param taxAddedMarkets the markets in which invoices add tax to prices
 * @param eligiblePartnersOnly whether only eligible partners may sell the program's products
 * @param marketsAsOf the date of the list of closed markets, as the program's page states it; it
 *     decides nothing
 */
public record ProgramTerms(
    String program,
    String edition,
    Instant effectiveFrom,
    CancellationRoute cancellation,
    Duration window,
    Map<ProductKind, CreditRule> credit,
    LinkRule link,
    Map<ProductKind, Set<Market>> closedMarkets,
    Optional<LocalDate> marketsAsOf,
    Set<Market> taxIncludedMarkets,
    Set<Market> taxAddedMarkets,
    boolean eligiblePartnersOnly) {
  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if the window is negative, or if prices in a market both
   *     include tax and have it added
   */
  public ProgramTerms {
    credit = Map.copyOf(credit);
    closedMarkets = Map.copyOf(closedMarkets);
    taxIncludedMarkets = Set.copyOf(taxIncludedMarkets);
    taxAddedMarkets = Set.copyOf(taxAddedMarkets);
    for (var market : taxAddedMarkets) {
      if (taxIncludedMarkets.contains(market)) {
        throw new IllegalArgumentException(
            "%s is in taxIncludedMarkets and in taxAddedMarkets: it can be in one of them"
                .formatted(market));
      }
    }
    if (window.isNegative()) {
      throw new IllegalArgumentException("a cancellation window must not be negative");
    }
  }

  /** Returns whether this edition closes a market to a kind of product. */
  public boolean isClosed(ProductKind kind, Market market) {
    return closedMarkets.getOrDefault(kind, Set.of()).contains(market);
  }

  /** Returns whether a partner that is eligible for these programs may sell under this edition. */
  public boolean mayBeSoldBy(Set<String> eligiblePrograms) {
    return !eligiblePartnersOnly || eligiblePrograms.contains(program);
  }

  /** Returns the edition's name for people. */
  public String name() {
    return "edition %s of %s".formatted(edition, program);
  }

  /** Returns whether prices in a market include tax. */
  public boolean includesTax(Market market) {
    return taxIncludedMarkets.contains(market);
  }

  /** Returns how prices in a market relate to tax. */
  public TaxMode taxModeIn(Market market) {
    if (includesTax(market)) {
      return TaxMode.INCLUDED;
    }
    return taxAddedMarkets.contains(market) ? TaxMode.ADDED : TaxMode.EXCLUDED;
  }

  /**
   * Returns how a product can be cancelled under this edition. Products differ only if the edition
   * offers self-service. Otherwise it treats all products alike.
   */
  public CancellationRoute cancellationOf(Product product) {
    return cancellation == CancellationRoute.SELF_SERVICE ? product.cancellation() : cancellation;
  }

  /**
   * Returns what a cancellation of a kind of product credits. If the edition does not mention the
   * kind, reservations are credited by the day, and other kinds are not credited.
   */
  public CreditRule creditOf(ProductKind kind) {
    return credit.getOrDefault(
        kind, kind == ProductKind.RESERVATION ? CreditRule.PRORATED : CreditRule.NONE);
  }

  /** Returns the cancellation window of a product: its own, or else the edition's. */
  public Duration windowOf(Product product) {
    return product.window().orElse(window);
  }

  /** Returns the terms that an order keeps for a product that is bought at an instant. */
  public FrozenTerms freeze(Product product, Instant purchasedAt) {
    return new FrozenTerms(
        program,
        edition,
        cancellationOf(product),
        new CancellationWindow(purchasedAt, purchasedAt.plus(windowOf(product))),
        product.window().isPresent(),
        creditOf(product.kind()),
        link);
  }
}
