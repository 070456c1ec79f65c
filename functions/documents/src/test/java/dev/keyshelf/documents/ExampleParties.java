package dev.keyshelf.documents;

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

/** The companies of example documents. */
public final class ExampleParties {
  private ExampleParties() {}

  /** Returns an Irish seller with words for six markets. */
  public static Seller seller() {
    return new Seller(
        new Party(
            "Keyshelf Distribution Ltd.",
            new PostalAddress(
                List.of("1 Grand Canal Quay", "Block B"),
                "Dublin",
                Optional.of("D02 P820"),
                Optional.empty(),
                new Market("IE")),
            Optional.of("IE6388047V"),
            Optional.of("514874"),
            Optional.of(new ElectronicAddress("9935", "IE6388047V")),
            Optional.of(
                new PartyContact(
                    "Accounts receivable",
                    Optional.of("billing@keyshelf.example"),
                    Optional.of("+353 1 555 0100")))),
        new BankAccount(
            "IE29AIBK93115212345678",
            Optional.of("AIBKIE2D"),
            "Allied Irish Banks",
            Optional.empty()),
        new PaymentTerms(30, Optional.empty()),
        Map.of(
            new Market("DE"),
            new MarketTax(
                TaxCategory.REVERSE_CHARGE,
                Optional.of("Reverse charge: the recipient owes the tax (Article 196)")),
            new Market("US"),
            new MarketTax(TaxCategory.EXPORT, Optional.of("Export outside the EU")),
            new Market("AU"),
            new MarketTax(TaxCategory.EXPORT, Optional.of("Export outside the EU")),
            new Market("JP"),
            new MarketTax(TaxCategory.EXPORT, Optional.of("Export outside the EU")),
            new Market("KW"),
            new MarketTax(TaxCategory.OUT_OF_SCOPE, Optional.of("Outside the scope of VAT")),
            new Market("IE"),
            new MarketTax(TaxCategory.EXEMPT, Optional.of("Exempt: Article 132"))));
  }

  /** Returns a German buyer that reads English on A4. */
  public static Buyer buyer() {
    return buyer("Contoso Reseller GmbH");
  }

  /** Returns such a buyer with another name. */
  public static Buyer buyer(String legalName) {
    return new Buyer(
        new Party(
            legalName,
            new PostalAddress(
                List.of("Friedrichstraße 43"),
                "Berlin",
                Optional.of("10117"),
                Optional.empty(),
                new Market("DE")),
            Optional.of("DE123456788"),
            Optional.of("HRB 12345"),
            Optional.of(new ElectronicAddress("9930", "DE123456788")),
            Optional.of(
                new PartyContact(
                    "Accounts payable", Optional.of("ap@contoso.example"), Optional.empty()))),
        Optional.of("DEPT-7"),
        Optional.empty(),
        SpokenLanguage.ENGLISH,
        PageSize.A4);
  }
}
