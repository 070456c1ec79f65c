package dev.keyshelf.documents;

import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.TaxCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A market of drawn documents: its currency, and how its prices relate to tax. All markets of the
 * samples are here, and some that share a currency.
 */
@SuppressWarnings("ImmutableEnumChecker") // The rates are written in the constructor only.
enum Place {
  DE("EUR", TaxCategory.REVERSE_CHARGE, "", Map.of(TaxMode.ADDED, List.of("0.19", "0.07"))),
  FR("EUR", TaxCategory.INTRA_COMMUNITY, "", Map.of()),
  AT("EUR", TaxCategory.EXEMPT, "Exempt by article 132 of Directive 2006/112/EC", Map.of()),
  IE("EUR", TaxCategory.EXEMPT, "Education", Map.of(TaxMode.ADDED, List.of("0.230", "0"))),
  GB("GBP", TaxCategory.EXPORT, "", Map.of(TaxMode.ADDED, List.of("0.20", "0"))),
  US("USD", TaxCategory.OUT_OF_SCOPE, "", Map.of()),
  AU("AUD", TaxCategory.EXPORT, "", Map.of(TaxMode.INCLUDED, List.of("0.10"))),
  BR(
      "BRL",
      TaxCategory.EXPORT,
      "",
      Map.of(TaxMode.INCLUDED, List.of("0.17", "0.18"), TaxMode.ADDED, List.of("0.18"))),
  CN("CNY", TaxCategory.EXPORT, "Exported services", Map.of()),
  TW("TWD", TaxCategory.ZERO_RATED, "", Map.of()),
  KR("KRW", TaxCategory.EXPORT, "", Map.of(TaxMode.ADDED, List.of("0.10"))),
  JP("JPY", TaxCategory.EXPORT, "", Map.of(TaxMode.ADDED, List.of("0.10", "0.08"))),
  KW("KWD", TaxCategory.EXPORT, "", Map.of(TaxMode.ADDED, List.of("0.05")));

  /** How a purchase in a market is taxed. */
  record Taxed(TaxMode mode, Optional<String> rate) {}

  private final String currency;
  private final MarketTax tax;
  private final EnumMap<TaxMode, List<String>> rates = new EnumMap<>(TaxMode.class);

  Place(
      String currency, TaxCategory untaxed, String reason, Map<TaxMode, List<String>> ratesByMode) {
    this.currency = currency;
    this.tax = new MarketTax(untaxed, Optional.of(reason).filter(each -> !each.isEmpty()));
    this.rates.putAll(ratesByMode);
  }

  String currency() {
    return currency;
  }

  Market market() {
    return new Market(name());
  }

  MarketTax tax() {
    return tax;
  }

  /** Returns all ways in which a purchase in this market is taxed. */
  List<Taxed> taxes() {
    var all = new ArrayList<Taxed>();
    all.add(new Taxed(TaxMode.EXCLUDED, Optional.empty()));
    rates.forEach(
        (mode, each) -> each.forEach(rate -> all.add(new Taxed(mode, Optional.of(rate)))));
    return all;
  }

  /** Returns what a seller says of the tax in all these markets. */
  static Map<Market, MarketTax> taxesOfAll() {
    return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Place::market, Place::tax));
  }

  /** Returns the markets with a currency. */
  static List<Place> of(String currency) {
    return Arrays.stream(values()).filter(place -> place.currency.equals(currency)).toList();
  }

  /** Returns the currencies, each once. */
  static List<String> currencies() {
    return Arrays.stream(values()).map(Place::currency).distinct().toList();
  }
}
