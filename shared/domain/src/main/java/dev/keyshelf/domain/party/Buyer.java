package dev.keyshelf.domain.party;

import dev.keyshelf.domain.identity.SpokenLanguage;
import java.util.Optional;

/**
 * A company that receives documents: a partner's, or that of a partner's customer.
 *
 * @param reference what it wants on each document, such as a department's number; empty for the id
 *     of the partner or customer
 * @param terms empty for the seller's
 * @param language the language of its documents
 * @param pageSize the paper of its documents
 */
public record Buyer(
    Party party,
    Optional<String> reference,
    Optional<PaymentTerms> terms,
    SpokenLanguage language,
    PageSize pageSize) {
  /** Returns this without the person or team of the company. */
  public Buyer withoutContact() {
    return new Buyer(party.withoutContact(), reference, terms, language, pageSize);
  }
}
