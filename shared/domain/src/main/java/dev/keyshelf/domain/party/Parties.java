package dev.keyshelf.domain.party;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The parties of documents. Operators import them. A later import replaces an earlier one. */
public interface Parties {
  /** Finds the seller; empty before the operator has imported it. */
  Optional<Seller> seller();

  /** Finds a partner's company; empty before the operator has imported it. */
  Optional<Buyer> buyer(PartnerId partner);

  /**
   * Stores the seller.
   *
   * @param suppliedAt when the operator supplied it, so that a late retry never replaces a later
   *     import
   */
  void publish(Seller seller, Instant suppliedAt);

  /** Stores the companies of partners, each as {@link #publish(Seller, Instant)}. */
  void publish(Map<PartnerId, Buyer> buyers, Instant suppliedAt);
}
