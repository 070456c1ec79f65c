package dev.keyshelf.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.BankAccount;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.ElectronicAddress;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.PostalAddress;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.domain.party.TaxCategory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartyLacksTest {
  private static final Market DE = new Market("DE");
  private static final Market JP = new Market("JP");
  private static final Optional<String> NONE = Optional.empty();
  private static final Optional<String> VAT = Optional.of("IE1234567FA");
  private static final Optional<String> REGISTERED = Optional.of("612345");
  private static final Optional<ElectronicAddress> ADDRESS =
      Optional.of(new ElectronicAddress("9935", "IE1234567FA"));

  private static Party party(
      Optional<String> vat, Optional<String> registered, Optional<ElectronicAddress> address) {
    var dublin = new PostalAddress(List.of("1 Quay"), "Dublin", NONE, NONE, new Market("IE"));
    return new Party("Harbour Ltd", dublin, vat, registered, address, Optional.empty());
  }

  private static Seller seller(Party party, Map<Market, TaxCategory> categories) {
    Map<Market, MarketTax> markets = new HashMap<>();
    categories.forEach(
        (market, category) ->
            markets.put(market, new MarketTax(category, Optional.of("for a reason"))));
    return new Seller(
        party,
        new BankAccount("IE29AIBK93115212345678", NONE, "Bank", NONE),
        new PaymentTerms(30, NONE),
        markets);
  }

  private static Optional<Buyer> buyer(Party party) {
    return Optional.of(
        new Buyer(party, NONE, Optional.empty(), SpokenLanguage.ENGLISH, PageSize.A4));
  }

  private static List<String> ofSeller(Party party, Map<Market, TaxCategory> categories) {
    return fields(PartyLacks.of(seller(party, categories), List.of(DE)));
  }

  private static List<String> ofBuyer(TaxCategory category, Optional<Buyer> buyer) {
    return fields(PartyLacks.of(seller(party(VAT, NONE, ADDRESS), Map.of(DE, category)), buyer));
  }

  private static List<String> fields(List<Lack> lacks) {
    return lacks.stream().map(Lack::field).toList();
  }

  @Test
  void aWholeSellerLacksNothing() {
    assertThat(ofSeller(party(VAT, NONE, ADDRESS), Map.of(DE, TaxCategory.EXPORT))).isEmpty();
  }

  @Test
  void aSellerNeedsAnElectronicAddress() {
    assertThat(ofSeller(party(VAT, NONE, Optional.empty()), Map.of(DE, TaxCategory.EXPORT)))
        .containsExactly("seller.electronicAddress");
  }

  @Test
  void aSellerNeedsAVatNumberUnlessAllItsMarketsAreOutOfScope() {
    var without = party(NONE, REGISTERED, ADDRESS);

    assertThat(ofSeller(without, Map.of(DE, TaxCategory.EXPORT)))
        .containsExactly("seller.vatNumber");
    assertThat(ofSeller(without, Map.of(DE, TaxCategory.OUT_OF_SCOPE))).isEmpty();
  }

  @Test
  void aSellerWithLinesOutOfScopeNeedsARegistrationNumber() {
    var markets = Map.of(DE, TaxCategory.OUT_OF_SCOPE);

    assertThat(ofSeller(party(VAT, NONE, ADDRESS), markets))
        .containsExactly("seller.registrationNumber");
    assertThat(ofSeller(party(VAT, REGISTERED, ADDRESS), markets)).isEmpty();
  }

  @Test
  void aSellerNeedsTheTaxOfEachMarketThatTheCatalogueHasPricesFor() {
    assertThat(ofSeller(party(VAT, NONE, ADDRESS), Map.of(JP, TaxCategory.EXPORT)))
        .containsExactly("marketTaxes.DE");
  }

  @Test
  void aSellerIsToldThatOutOfScopeMixesWithNothing() {
    assertThat(
            ofSeller(
                party(VAT, REGISTERED, ADDRESS),
                Map.of(DE, TaxCategory.OUT_OF_SCOPE, JP, TaxCategory.EXPORT)))
        .containsExactly("marketTaxes");
  }

  @Test
  void aPartnerNeedsACompany() {
    assertThat(ofBuyer(TaxCategory.EXPORT, Optional.empty())).containsExactly("buyer");
  }

  @Test
  void aBuyerNeedsAnElectronicAddress() {
    assertThat(ofBuyer(TaxCategory.EXPORT, buyer(party(NONE, NONE, Optional.empty()))))
        .containsExactly("buyer.electronicAddress");
  }

  @Test
  void aBuyerNeedsAVatNumberWhereTheTaxCategoryDoes() {
    var registered = buyer(party(NONE, REGISTERED, ADDRESS));
    var unregistered = buyer(party(NONE, NONE, ADDRESS));

    assertThat(ofBuyer(TaxCategory.EXPORT, unregistered)).isEmpty();
    assertThat(ofBuyer(TaxCategory.REVERSE_CHARGE, unregistered))
        .containsExactly("buyer.vatNumber");
    assertThat(ofBuyer(TaxCategory.REVERSE_CHARGE, registered)).isEmpty();
    assertThat(ofBuyer(TaxCategory.INTRA_COMMUNITY, registered)).containsExactly("buyer.vatNumber");
    assertThat(ofBuyer(TaxCategory.INTRA_COMMUNITY, buyer(party(VAT, NONE, ADDRESS)))).isEmpty();
  }
}
