package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.party.Seller;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The markets that a catalogue has prices for, with the note of each about its documents. */
final class PricedMarkets {
  private final Map<Market, ImportFault> notes = new TreeMap<>(Comparator.comparing(Market::code));

  /** Adds the market of a file of prices. */
  void add(SourceFile file, CatalogueFile.PriceFile prices) {
    if (!prices.offers().isEmpty()) {
      notes.computeIfAbsent(prices.market(), market -> note(file, market));
    }
  }

  private static ImportFault note(SourceFile file, Market market) {
    return file.fault(
        "/market",
        "%s is not in marketTaxes of the house, so no documents with its lines are made"
            .formatted(market));
  }

  /**
   * Adds a note for each market of which documents cannot say the tax: the first file that has
   * prices for it. A house whose file names no market makes no documents, and has no such notes.
   *
   * @param seller empty if none is imported
   */
  void note(Optional<Seller> seller, Faults told) {
    seller
        .filter(house -> !house.markets().isEmpty())
        .ifPresent(
            house ->
                notes.forEach(
                    (market, note) -> {
                      if (house.tax(market).isEmpty()) {
                        told.add(note);
                      }
                    }));
  }
}
