package dev.keyshelf.customers;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.BankAccount;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.ElectronicAddress;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.PostalAddress;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.domain.party.TaxCategory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of the house and a file of partners with all fields, and what they say. */
final class PartyFiles {
  static final String HOUSE =
      """
      seller:
        legalName: Harbour & Quay Software Ltd
        address:
          lines: [Unit 7, "1 Custom House Quay"]
          city: Dublin
          postalCode: D01 XX01
          region: Leinster
          country: IE
        vatNumber: IE1234567FA
        registrationNumber: "612345"
        electronicAddress: { scheme: "9935", id: IE1234567FA }
        contact:
          name: Accounts
          email: accounts@harbour.example
          phone: +353 1 555 0100
        bankAccount:
          account: IE29 AIBK 9311 5212 3456 78
          bic: AIBKIE2D
          bank: Bank of the Quays
          holder: Harbour Treasury
        paymentTerms:
          days: 30
          note: Please pay by transfer
      marketTaxes:
        DE: { untaxed: REVERSE_CHARGE }
        JP: { untaxed: EXEMPT, reason: Supplied outside the Union }
      """;

  static final Seller SELLER =
      new Seller(
          new Party(
              "Harbour & Quay Software Ltd",
              new PostalAddress(
                  List.of("Unit 7", "1 Custom House Quay"),
                  "Dublin",
                  Optional.of("D01 XX01"),
                  Optional.of("Leinster"),
                  new Market("IE")),
              Optional.of("IE1234567FA"),
              Optional.of("612345"),
              Optional.of(new ElectronicAddress("9935", "IE1234567FA")),
              Optional.of(
                  new PartyContact(
                      "Accounts",
                      Optional.of("accounts@harbour.example"),
                      Optional.of("+353 1 555 0100")))),
          new BankAccount(
              "IE29AIBK93115212345678",
              Optional.of("AIBKIE2D"),
              "Bank of the Quays",
              Optional.of("Harbour Treasury")),
          new PaymentTerms(30, Optional.of("Please pay by transfer")),
          Map.of(
              new Market("DE"),
              new MarketTax(TaxCategory.REVERSE_CHARGE, Optional.empty()),
              new Market("JP"),
              new MarketTax(TaxCategory.EXEMPT, Optional.of("Supplied outside the Union"))));

  static final String PARTNERS =
      """
      partners:
        - id: partner-a
          name: Contoso
          suspended: false
          eligiblePrograms: [server-software]
          buyer:
            legalName: Contoso Resale GmbH
            address:
              lines: [Musterstr. 1]
              city: Berlin
              postalCode: "10115"
              country: DE
            vatNumber: DE123456789
            electronicAddress: { scheme: "0088", id: "4012345000009" }
            contact: { name: Einkauf }
            reference: KST 4711
            paymentTerms: { days: 14 }
            language: zh-Hans
            pageSize: LETTER
      """;

  static final Buyer BUYER =
      new Buyer(
          new Party(
              "Contoso Resale GmbH",
              new PostalAddress(
                  List.of("Musterstr. 1"),
                  "Berlin",
                  Optional.of("10115"),
                  Optional.empty(),
                  new Market("DE")),
              Optional.of("DE123456789"),
              Optional.empty(),
              Optional.of(new ElectronicAddress("0088", "4012345000009")),
              Optional.of(new PartyContact("Einkauf", Optional.empty(), Optional.empty()))),
          Optional.of("KST 4711"),
          Optional.of(new PaymentTerms(14, Optional.empty())),
          SpokenLanguage.SIMPLIFIED_CHINESE,
          PageSize.LETTER);

  /** The section of the partner's own seller, at the end of {@link #PARTNERS}. */
  static final String RESELLER =
      """
          seller:
            legalName: Contoso Handels GmbH
            address: { lines: [Musterstr. 2], city: Berlin, country: DE }
            vatNumber: DE123456789
            bankAccount: { account: DE89 3704 0044 0532 0130 00, bank: Spreebank }
            paymentTerms: { days: 30 }
      """;

  static final Seller SELLS =
      new Seller(
          new Party(
              "Contoso Handels GmbH",
              new PostalAddress(
                  List.of("Musterstr. 2"),
                  "Berlin",
                  Optional.empty(),
                  Optional.empty(),
                  new Market("DE")),
              Optional.of("DE123456789"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          new BankAccount(
              "DE89370400440532013000", Optional.empty(), "Spreebank", Optional.empty()),
          new PaymentTerms(30, Optional.empty()),
          Map.of());

  private PartyFiles() {}
}
