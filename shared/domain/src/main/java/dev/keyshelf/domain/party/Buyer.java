package dev.keyshelf.domain.party;

import dev.keyshelf.domain.identity.SpokenLanguage;
import java.util.Optional;

/**
 * A partner's company, which receives the documents.
 *
 * @param reference what the partner wants on each document, such as a department's number; empty
 *     for the partner's id
 * @param terms empty for the seller's
 * @param language the language of its documents
 * @param pageSize the paper of its documents
 */
public record Buyer(
    Party party,
    Optional<String> reference,
    Optional<PaymentTerms> terms,
    SpokenLanguage language,
    PageSize pageSize) {}
