package dev.keyshelf.documents;

import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.ElectronicAddress;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.PostalAddress;
import dev.keyshelf.domain.party.Seller;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Documents and companies with one value changed. */
final class Altered {
  private Altered() {}

  static InvoiceDocument seller(InvoiceDocument document, UnaryOperator<Party> change) {
    var seller = document.seller();
    return of(
        document,
        new Seller(
            change.apply(seller.party()), seller.bankAccount(), seller.terms(), seller.markets()),
        document.buyer());
  }

  static InvoiceDocument buyer(InvoiceDocument document, UnaryOperator<Party> change) {
    var buyer = document.buyer();
    return of(
        document,
        document.seller(),
        new Buyer(
            change.apply(buyer.party()),
            buyer.reference(),
            buyer.terms(),
            buyer.language(),
            buyer.pageSize()));
  }

  static InvoiceDocument terms(InvoiceDocument document, String note) {
    var buyer = document.buyer();
    var terms = Optional.of(new PaymentTerms(14, Optional.of(note)));
    return of(
        document,
        document.seller(),
        new Buyer(buyer.party(), buyer.reference(), terms, buyer.language(), buyer.pageSize()));
  }

  private static InvoiceDocument of(InvoiceDocument document, Seller seller, Buyer buyer) {
    return new InvoiceDocument(
        document.partner(),
        document.month(),
        document.issue(),
        seller,
        buyer,
        document.settlement(),
        document.lines());
  }

  /** Returns a seller that says only this of a market. */
  static Seller market(Seller seller, String market, MarketTax tax) {
    return new Seller(
        seller.party(), seller.bankAccount(), seller.terms(), Map.of(new Market(market), tax));
  }

  static UnaryOperator<Party> vatNumber(Optional<String> number) {
    return party ->
        new Party(
            party.legalName(),
            party.address(),
            number,
            party.registrationNumber(),
            party.electronicAddress(),
            party.contact());
  }

  static UnaryOperator<Party> registrationNumber(Optional<String> number) {
    return party ->
        new Party(
            party.legalName(),
            party.address(),
            party.vatNumber(),
            number,
            party.electronicAddress(),
            party.contact());
  }

  static UnaryOperator<Party> electronicAddress(Optional<ElectronicAddress> address) {
    return party ->
        new Party(
            party.legalName(),
            party.address(),
            party.vatNumber(),
            party.registrationNumber(),
            address,
            party.contact());
  }

  static UnaryOperator<Party> contact(Optional<PartyContact> contact) {
    return party ->
        new Party(
            party.legalName(),
            party.address(),
            party.vatNumber(),
            party.registrationNumber(),
            party.electronicAddress(),
            contact);
  }

  static UnaryOperator<Party> address(String country, Optional<String> postalCode) {
    return party -> {
      var address = party.address();
      return new Party(
          party.legalName(),
          new PostalAddress(
              address.lines(), address.city(), postalCode, address.region(), new Market(country)),
          party.vatNumber(),
          party.registrationNumber(),
          party.electronicAddress(),
          party.contact());
    };
  }
}
