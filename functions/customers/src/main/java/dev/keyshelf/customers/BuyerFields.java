package dev.keyshelf.customers;

import dev.keyshelf.api.imports.Document;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.PageSize;
import java.util.Optional;

/** Reads a partner's company from a file of partners. */
final class BuyerFields {
  private BuyerFields() {}

  static Optional<Buyer> buyer(Document company) {
    var reference = company.optionalWords("reference");
    var terms = PartyFields.terms(company);
    var language = company.readOptional("language", BuyerFields::language);
    var pageSize = company.readOptional("pageSize", PageSize::valueOf);
    return PartyFields.party(company)
        .map(
            party ->
                new Buyer(
                    party,
                    reference,
                    terms,
                    language.orElse(SpokenLanguage.ENGLISH),
                    pageSize.orElse(PageSize.A4)));
  }

  private static SpokenLanguage language(String tag) {
    return SpokenLanguage.ofTag(tag).orElseThrow(IllegalArgumentException::new);
  }
}
