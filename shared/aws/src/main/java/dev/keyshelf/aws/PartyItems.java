package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.PartnerId;
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
import java.util.stream.Collectors;

/**
 * The items of the parties of documents: the seller, and the companies of each partner, the one
 * that buys and the one that sells to its customers. A partner whose file has no company has an
 * item without one, so that a late retry of an earlier file does not bring it back.
 */
final class PartyItems {
  static final Key SELLER = new Key("HOUSE#SELLER", Keys.ALONE);

  private static final String PARTY = "party";
  private static final String TERMS = "terms";

  /** The company of a partner that sells to its customers. */
  private static final String RESELLER = "seller";

  private PartyItems() {}

  static Key buyer(PartnerId partner) {
    return new Key(Keys.partner(partner).partition(), "BUYER");
  }

  static Item item(Seller seller) {
    return filled(Item.at(SELLER), seller);
  }

  private static Item filled(Item item, Seller seller) {
    return item.with(PARTY, item(seller.party()))
        .with("bankAccount", item(seller.bankAccount()))
        .with(TERMS, item(seller.terms()))
        .with("markets", seller.markets().entrySet().stream().map(PartyItems::item).toList());
  }

  static Seller seller(Item item) {
    return new Seller(
        party(item.item(PARTY)),
        bankAccount(item.item("bankAccount")),
        terms(item.item(TERMS)),
        item.items("markets").stream()
            .collect(
                Collectors.toMap(each -> new Market(each.text("market")), PartyItems::marketTax)));
  }

  static Item item(PartnerId partner, Optional<Buyer> buyer, Optional<Seller> reseller) {
    var item = Item.at(buyer(partner));
    buyer.ifPresent(known -> filled(item, known));
    reseller.ifPresent(known -> item.with(RESELLER, filled(Item.inner(), known)));
    return item;
  }

  /** Returns the company of a partner's customer, which is a part of the customer. */
  static Item item(Buyer company) {
    return filled(Item.inner(), company);
  }

  private static Item filled(Item item, Buyer company) {
    item.with(PARTY, item(company.party()))
        .withText("reference", company.reference())
        .with("language", company.language().name())
        .with("pageSize", company.pageSize().name());
    company.terms().ifPresent(terms -> item.with(TERMS, item(terms)));
    return item;
  }

  static Optional<Seller> reseller(Item item) {
    return item.optionalItem(RESELLER).map(PartyItems::seller);
  }

  static Optional<Buyer> buyer(Item item) {
    return item.optionalItem(PARTY)
        .map(
            party ->
                new Buyer(
                    party(party),
                    item.optionalText("reference"),
                    item.optionalItem(TERMS).map(PartyItems::terms),
                    SpokenLanguage.valueOf(item.text("language")),
                    PageSize.valueOf(item.text("pageSize"))));
  }

  private static Item item(Party party) {
    var item =
        Item.inner()
            .with("legalName", party.legalName())
            .with("address", item(party.address()))
            .withText("vatNumber", party.vatNumber())
            .withText("registrationNumber", party.registrationNumber());
    party
        .electronicAddress()
        .ifPresent(
            address ->
                item.with(
                    "electronicAddress",
                    Item.inner().with("scheme", address.scheme()).with("id", address.id())));
    party
        .contact()
        .ifPresent(
            contact ->
                item.with(
                    "contact",
                    Item.inner()
                        .with("name", contact.name())
                        .withText("email", contact.email())
                        .withText("phone", contact.phone())));
    return item;
  }

  private static Party party(Item item) {
    return new Party(
        item.text("legalName"),
        address(item.item("address")),
        item.optionalText("vatNumber"),
        item.optionalText("registrationNumber"),
        item.optionalItem("electronicAddress")
            .map(address -> new ElectronicAddress(address.text("scheme"), address.text("id"))),
        item.optionalItem("contact")
            .map(
                contact ->
                    new PartyContact(
                        contact.text("name"),
                        contact.optionalText("email"),
                        contact.optionalText("phone"))));
  }

  /** The lines stay in their order, which {@link Item#withTexts} would change. */
  private static Item item(PostalAddress address) {
    return Item.inner()
        .with("lines", address.lines().stream().map(PartyItems::line).toList())
        .with("city", address.city())
        .withText("postalCode", address.postalCode())
        .withText("region", address.region())
        .with("country", address.country().code());
  }

  private static Item line(String line) {
    return Item.inner().with("line", line);
  }

  private static PostalAddress address(Item item) {
    List<String> lines = item.items("lines").stream().map(each -> each.text("line")).toList();
    return new PostalAddress(
        lines,
        item.text("city"),
        item.optionalText("postalCode"),
        item.optionalText("region"),
        new Market(item.text("country")));
  }

  private static Item item(BankAccount account) {
    return Item.inner()
        .with("account", account.account())
        .withText("bic", account.bic())
        .with("bank", account.bank())
        .withText("holder", account.holder());
  }

  private static BankAccount bankAccount(Item item) {
    return new BankAccount(
        item.text("account"),
        item.optionalText("bic"),
        item.text("bank"),
        item.optionalText("holder"));
  }

  private static Item item(PaymentTerms terms) {
    return Item.inner().with("days", terms.days()).withText("note", terms.note());
  }

  private static PaymentTerms terms(Item item) {
    return new PaymentTerms(item.integer("days"), item.optionalText("note"));
  }

  private static Item item(Map.Entry<Market, MarketTax> entry) {
    return Item.inner()
        .with("market", entry.getKey().code())
        .with("untaxed", entry.getValue().untaxed().name())
        .withText("reason", entry.getValue().reason());
  }

  private static MarketTax marketTax(Item item) {
    return new MarketTax(TaxCategory.valueOf(item.text("untaxed")), item.optionalText("reason"));
  }
}
