package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** One dated edition of a program's rules; in force from an instant until the next edition's. */
public record ProgramTerms(
    String program,
    String edition,
    Instant effectiveFrom,
    CancellationRoute cancellation,
    Duration window,
    Map<ProductKind, CreditRule> credit,
    LinkRule link,
    Map<ProductKind, Set<Market>> closedMarkets,
    Set<Market> taxIncludedMarkets,
    boolean eligiblePartnersOnly) {
  /** Copies the collections in. */
  public ProgramTerms {
    credit = Map.copyOf(credit);
    closedMarkets = Map.copyOf(closedMarkets);
    taxIncludedMarkets = Set.copyOf(taxIncludedMarkets);
    if (window.isNegative()) {
      throw new IllegalArgumentException("a window is not negative");
    }
  }

  /** Tells whether the edition closes a market to a kind of product. */
  public boolean isClosed(ProductKind kind, Market market) {
    return closedMarkets.getOrDefault(kind, Set.of()).contains(market);
  }

  /** Tells whether a partner that is eligible for these programs may sell under this edition. */
  public boolean mayBeSoldBy(Set<String> eligiblePrograms) {
    return !eligiblePartnersOnly || eligiblePrograms.contains(program);
  }

  /** Gives what people call it. */
  public String name() {
    return "edition %s of %s".formatted(edition, program);
  }

  /** Tells whether prices in a market include tax. */
  public boolean includesTax(Market market) {
    return taxIncludedMarkets.contains(market);
  }

  /**
   * Gives how a product is cancelled under this edition. Which software qualifies is a question of
   * self-service: an edition that knows none treats all products alike.
   */
  public CancellationRoute cancellationOf(Product product) {
    return cancellation == CancellationRoute.SELF_SERVICE ? product.cancellation() : cancellation;
  }

  /**
   * Gives what a cancel of a kind of product credits. An edition that says nothing of reservations
   * credits them by the day; of any other kind it says nothing of, nothing.
   */
  public CreditRule creditOf(ProductKind kind) {
    return credit.getOrDefault(
        kind, kind == ProductKind.RESERVATION ? CreditRule.PRORATED : CreditRule.NONE);
  }

  /** Gives what an order keeps of these terms, for a product bought at an instant. */
  public FrozenTerms freeze(Product product, Instant purchasedAt) {
    return new FrozenTerms(
        program,
        edition,
        cancellationOf(product),
        new CancellationWindow(purchasedAt, purchasedAt.plus(window)),
        creditOf(product.kind()),
        link);
  }
}
