package dev.keyshelf.domain.party;

import dev.keyshelf.domain.identity.Market;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's company, which issues the documents, or a partner's, which sells to its customers.
 *
 * @param terms of buyers without terms of their own
 * @param markets what documents say of the tax in each market; a market that is not named cannot be
 *     on a document. A partner has none, because no tax is calculated for its customers
 */
public record Seller(
    Party party, BankAccount bankAccount, PaymentTerms terms, Map<Market, MarketTax> markets) {
  /** Copies the map. */
  public Seller {
    markets = Map.copyOf(markets);
  }

  /** Finds what documents say of the tax in a market; empty if the operator has not said it. */
  public Optional<MarketTax> tax(Market market) {
    return Optional.ofNullable(markets.get(market));
  }
}
