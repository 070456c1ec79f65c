package dev.keyshelf.domain.party;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.Optional;

/** The parties of documents. Operators import them. A later import replaces an earlier one. */
public interface Parties {
  /** Finds the seller; empty before the operator has imported it. */
  Optional<Seller> seller();

  /**
   * Finds when an import last stored the seller, by this store's clock. The clock is read before
   * the seller is written, so a job that began up to a minute later may not have seen it.
   */
  Optional<Instant> sellerImportedAt();

  /** Finds a partner's company; empty if the operator's last file about the partner had none. */
  Optional<Buyer> buyer(PartnerId partner);

  /**
   * Finds a partner's company that sells to its customers; empty if the operator's last file about
   * the partner had none.
   */
  Optional<Seller> reseller(PartnerId partner);

  /**
   * Stores the seller.
   *
   * @param suppliedAt when the operator supplied it, so that a late retry never replaces a later
   *     import
   */
  void publish(Seller seller, Instant suppliedAt);

  /**
   * Stores a partner's companies, in the same way. Registering the partner comes after it, so that
   * {@link dev.keyshelf.domain.partner.Partners#importedAfter} finds what is stored here.
   *
   * @param buyer empty if the operator's file has none: it replaces an earlier one
   * @param reseller the company that sells to the partner's customers; empty likewise
   */
  void publish(
      PartnerId partner, Optional<Buyer> buyer, Optional<Seller> reseller, Instant suppliedAt);
}
