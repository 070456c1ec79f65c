package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.identity.Market;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks the tax rates of a catalogue against each other and against the terms. */
final class TaxRates {
  /** Limits the rows of an invoice, which has one for each rate. */
  private static final int MOST_RATES = 300;

  private final Set<BigDecimal> rates = new TreeSet<>();
  private final Map<Validity, Zeros> zeros = new LinkedHashMap<>();
  private final AddedTax addedTax = new AddedTax();

  /** When prices of a market are valid: from inclusive, until exclusive. */
  private record Validity(Market market, Instant from, Instant until) {}

  /** The first price of a rate of zero, and how many there are. */
  private record Zeros(ImportFault first, String detail, int count) {
    Zeros plus(int more) {
      return new Zeros(first, detail, count + more);
    }

    ImportFault note() {
      return count == 1
          ? first
          : new ImportFault(
              first.file(),
              first.line(),
              first.path(),
              detail + " and %s more".formatted(count - 1));
    }
  }

  /** Notes the markets and rates of a file. One more rate than allowed is a fault. */
  void add(SourceFile file, CatalogueFile content, Faults faults) {
    switch (content) {
      case CatalogueFile.Terms terms -> addedTax.add(file, terms);
      case CatalogueFile.ProductFile _ -> {
        // Products have no rates.
      }
      case CatalogueFile.PriceFile prices -> add(file, prices, faults);
    }
  }

  private void add(SourceFile file, CatalogueFile.PriceFile prices, Faults faults) {
    addedTax.priced(prices.market());
    for (int i = 0; i < prices.offers().size(); i++) {
      var offer = prices.offers().get(i);
      var at = "/offers/" + i + "/taxRate";
      if (rates.add(offer.taxRate()) && rates.size() == MOST_RATES + 1) {
        faults.add(
            file.fault(
                at,
                "is one more than the %s different rates that a catalogue may have"
                    .formatted(MOST_RATES)));
      }
      if (offer.taxRate().signum() == 0) {
        var until = offer.validUntil().orElse(Instant.MAX);
        var validity = new Validity(prices.market(), offer.validFrom(), until);
        var before = zeros.get(validity);
        zeros.put(validity, before == null ? zero(file, at, prices.market()) : before.plus(1));
      }
    }
  }

  private static Zeros zero(SourceFile file, String at, Market market) {
    var detail =
        "is zero, and the terms add tax in %s: invoices add nothing for this price"
            .formatted(market);
    return new Zeros(file.fault(at, detail), detail, 1);
  }

  /**
   * Adds a note for each market in which tax is added at a rate of zero: the first such price, and
   * how many more there are. Prices that end before tax is added are none. Then adds a note for
   * each program that adds no tax where another one does.
   */
  void note(Faults notes) {
    Map<Market, Zeros> noted = new LinkedHashMap<>();
    zeros.forEach(
        (validity, some) -> {
          if (addedTax.isAdded(validity.market(), validity.from(), validity.until())) {
            var before = noted.get(validity.market());
            noted.put(validity.market(), before == null ? some : before.plus(some.count()));
          }
        });
    noted.values().forEach(some -> notes.add(some.note()));
    addedTax.note(notes);
  }
}
