package dev.keyshelf.customers;

import dev.keyshelf.api.imports.Document;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.party.BankAccount;
import dev.keyshelf.domain.party.BankNumbers;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.domain.party.TaxCategory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads sellers: the operator's, with the taxes of its markets, and those of partners. */
final class SellerFields {
  private SellerFields() {}

  /** Reads both sections. The schema requires that they come together. */
  static Optional<Seller> seller(Document house) {
    var markets = house.mapping("marketTaxes").guarded(SellerFields::markets);
    var seller = house.mapping("seller");
    return seller
        .guarded(company -> company(company, markets.orElseGet(Map::of)))
        .filter(_ -> markets.isPresent());
  }

  /** Reads the company of a partner that sells to its customers. It says nothing of taxes. */
  static Optional<Seller> reseller(Document company) {
    return company(company, Map.of());
  }

  private static Optional<Seller> company(Document company, Map<Market, MarketTax> taxes) {
    var party = company.guarded(PartyFields::party);
    var account = company.mapping("bankAccount").guarded(SellerFields::account);
    var terms = PartyFields.terms(company);
    // Each of them is there, unless it has a fault.
    return party.flatMap(
        known -> account.flatMap(paid -> terms.map(due -> new Seller(known, paid, due, taxes))));
  }

  private static Optional<Map<Market, MarketTax>> markets(Document taxes) {
    Map<Market, MarketTax> markets = new HashMap<>();
    for (var code : taxes.names()) {
      var market = Market.parse(code);
      if (market.isEmpty()) {
        taxes.fault(code, "is no country; a market has an ISO 3166-1 alpha-2 code, such as DE");
      }
      var tax = taxes.mapping(code).guarded(SellerFields::tax);
      market.ifPresent(known -> tax.ifPresent(said -> markets.put(known, said)));
    }
    return Optional.of(markets);
  }

  private static Optional<MarketTax> tax(Document tax) {
    return Optional.of(
        new MarketTax(TaxCategory.valueOf(tax.text("untaxed")), tax.optionalWords("reason")));
  }

  private static Optional<BankAccount> account(Document account) {
    var bic = account.readOptional("bic", BankNumbers::bic);
    var bank = account.words("bank");
    var holder = account.optionalWords("holder");
    return account
        .read("account", BankNumbers::account)
        .map(number -> new BankAccount(number, bic, bank, holder));
  }
}
