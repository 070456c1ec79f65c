package dev.keyshelf.documents.ubl;

import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import dev.keyshelf.domain.party.PostalAddress;

/** Writes the seller and the buyer. */
final class UblParties {
  private final UblWriter to;
  private final boolean withVatNumbers;

  /**
   * Writes to this document.
   *
   * @param withVatNumbers false if its lines are out of the scope of tax: then EN 16931 forbids
   *     them
   */
  UblParties(UblWriter to, boolean withVatNumbers) {
    this.to = to;
    this.withVatNumbers = withVatNumbers;
  }

  void write(String role, Party party) {
    to.group(role, () -> to.group("cac:Party", () -> party(party)));
  }

  private void party(Party party) {
    var address = party.electronicAddress().orElseThrow();
    to.value("cbc:EndpointID", "schemeID", address.scheme(), address.id());
    to.group("cac:PartyName", () -> to.value("cbc:Name", party.legalName()));
    to.group("cac:PostalAddress", () -> address(party.address()));
    party.vatNumber().filter(_ -> withVatNumbers).ifPresent(this::vatNumber);
    to.group(
        "cac:PartyLegalEntity",
        () -> {
          to.value("cbc:RegistrationName", party.legalName());
          to.value("cbc:CompanyID", party.registrationNumber());
        });
    party.contact().ifPresent(contact -> to.group("cac:Contact", () -> contact(contact)));
  }

  private void address(PostalAddress address) {
    var lines = address.lines();
    to.value("cbc:StreetName", lines.getFirst());
    if (lines.size() > 1) {
      to.value("cbc:AdditionalStreetName", lines.get(1));
    }
    to.value("cbc:CityName", address.city());
    to.value("cbc:PostalZone", address.postalCode());
    to.value("cbc:CountrySubentity", address.region());
    if (lines.size() > 2) {
      to.group("cac:AddressLine", () -> to.value("cbc:Line", lines.get(2)));
    }
    to.group("cac:Country", () -> to.value("cbc:IdentificationCode", address.country().code()));
  }

  private void vatNumber(String number) {
    to.group(
        "cac:PartyTaxScheme",
        () -> {
          to.value("cbc:CompanyID", number);
          to.group("cac:TaxScheme", () -> to.value("cbc:ID", "VAT"));
        });
  }

  private void contact(PartyContact contact) {
    to.value("cbc:Name", contact.name());
    to.value("cbc:Telephone", contact.phone());
    to.value("cbc:ElectronicMail", contact.email());
  }
}
