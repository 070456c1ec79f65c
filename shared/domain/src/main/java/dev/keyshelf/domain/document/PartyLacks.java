package dev.keyshelf.domain.document;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.domain.party.TaxCategory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What documents will lack of the parties, so that an import can say it before a month is issued.
 * What a single document lacks depends on its lines, too.
 */
public final class PartyLacks {
  private PartyLacks() {}

  /**
   * Lists what documents lack of the seller.
   *
   * @param sold the markets that the catalogue has prices for
   */
  public static List<Lack> of(Seller seller, Collection<Market> sold) {
    var lacks = new ArrayList<Lack>();
    var party = seller.party();
    electronicAddress("seller", party).ifPresent(lacks::add);
    var taxed = seller.markets().values().stream().map(tax -> tax.untaxed()).toList();
    if (party.vatNumber().isEmpty() && !isAllOutOfScope(taxed)) {
      lacks.add(
          new Lack(
              "seller.vatNumber",
              "is missing, so e-invoices are made only if all lines are OUT_OF_SCOPE"));
    }
    if (taxed.contains(TaxCategory.OUT_OF_SCOPE) && party.registrationNumber().isEmpty()) {
      lacks.add(
          new Lack(
              "seller.registrationNumber",
              "is missing, so no e-invoices with lines of the category OUT_OF_SCOPE are made"));
    }
    if (taxed.contains(TaxCategory.OUT_OF_SCOPE) && !isAllOutOfScope(taxed)) {
      lacks.add(
          new Lack(
              "marketTaxes",
              "has OUT_OF_SCOPE and other categories, which no e-invoice can have together"));
    }
    sold.stream()
        .filter(market -> seller.tax(market).isEmpty())
        .map(Market::code)
        .sorted()
        .map(
            code ->
                new Lack(
                    "marketTaxes." + code,
                    "is missing, so no documents with its lines are made: the catalogue has prices"
                        + " for it"))
        .forEach(lacks::add);
    return lacks;
  }

  /** Lists what documents lack of a partner's company. */
  public static List<Lack> of(Seller seller, Optional<Buyer> buyer) {
    if (buyer.isEmpty()) {
      return List.of(new Lack("buyer", "is missing, so no documents are made for this partner"));
    }
    var lacks = new ArrayList<Lack>();
    var party = buyer.get().party();
    electronicAddress("buyer", party).ifPresent(lacks::add);
    if (party.vatNumber().isEmpty()) {
      var registered = party.registrationNumber().isPresent();
      seller.markets().values().stream()
          .map(tax -> tax.untaxed())
          .filter(
              category ->
                  category == TaxCategory.INTRA_COMMUNITY
                      || (category == TaxCategory.REVERSE_CHARGE && !registered))
          .distinct()
          .sorted()
          .map(
              category ->
                  new Lack(
                      "buyer.vatNumber",
                      "is missing, so no e-invoices with lines of the category %s are made"
                          .formatted(category)))
          .forEach(lacks::add);
    }
    return lacks;
  }

  private static Optional<Lack> electronicAddress(String who, Party party) {
    return party
        .electronicAddress()
        .map(EInvoiceCodes::fault)
        .orElse(Optional.of("is missing"))
        .map(fault -> new Lack(who + ".electronicAddress", fault + ", so no e-invoices are made"));
  }

  private static boolean isAllOutOfScope(List<TaxCategory> categories) {
    return categories.stream().allMatch(category -> category == TaxCategory.OUT_OF_SCOPE);
  }
}
