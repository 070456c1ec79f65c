package dev.keyshelf.customers;

import dev.keyshelf.api.imports.Document;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.party.ElectronicAddress;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.PostalAddress;
import dev.keyshelf.domain.party.VatNumbers;
import java.util.Optional;

/** Reads the fields that the seller and the buyers have in common. */
final class PartyFields {
  private PartyFields() {}

  static Optional<Party> party(Document company) {
    var address = company.mapping("address").guarded(PartyFields::address);
    var electronicAddress =
        company
            .optionalMapping("electronicAddress")
            .flatMap(given -> given.guarded(PartyFields::electronicAddress));
    var legalName = company.words("legalName");
    var vatNumber = company.readOptional("vatNumber", VatNumbers::checked);
    var registrationNumber = company.optionalWords("registrationNumber");
    var contact =
        company.optionalMapping("contact").flatMap(given -> given.guarded(PartyFields::contact));
    return address.map(
        known ->
            new Party(legalName, known, vatNumber, registrationNumber, electronicAddress, contact));
  }

  static Optional<PaymentTerms> terms(Document company) {
    return company
        .optionalMapping("paymentTerms")
        .flatMap(
            terms ->
                terms.guarded(
                    given ->
                        Optional.of(
                            new PaymentTerms(given.integer("days"), given.optionalWords("note")))));
  }

  private static Optional<PostalAddress> address(Document address) {
    var lines = address.listedWords("lines");
    var city = address.words("city");
    var postalCode = address.optionalWords("postalCode");
    var region = address.optionalWords("region");
    return address
        .read("country", Market::new)
        .map(country -> new PostalAddress(lines, city, postalCode, region, country));
  }

  private static Optional<ElectronicAddress> electronicAddress(Document address) {
    return address.read("id", id -> ElectronicAddress.checked(address.text("scheme"), id));
  }

  private static Optional<PartyContact> contact(Document contact) {
    return Optional.of(
        new PartyContact(
            contact.words("name"), contact.optionalWords("email"), contact.optionalWords("phone")));
  }
}
