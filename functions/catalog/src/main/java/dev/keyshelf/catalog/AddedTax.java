package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.identity.Market;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** In which markets, from when until when, the terms of a catalogue add tax. */
final class AddedTax {
  private final List<Span> spans = new ArrayList<>();
  private final List<Latest> latest = new ArrayList<>();
  private final Set<Market> priced = new HashSet<>();

  /** The time of an edition that adds tax in a market: from inclusive, until exclusive. */
  private record Span(Market market, Instant from, Instant until) {}

  /** The last edition of a program, and its index in the program's file. */
  private record Latest(SourceFile file, int index, ProgramTerms terms) {
    boolean sellsIn(Market market) {
      return !Arrays.stream(ProductKind.values()).allMatch(kind -> terms.isClosed(kind, market));
    }
  }

  /** Adds the editions of a program. */
  void add(SourceFile file, CatalogueFile.Terms program) {
    var editions = new ArrayList<>(program.editions());
    editions.sort(Comparator.comparing(ProgramTerms::effectiveFrom));
    for (int i = 0; i < editions.size(); i++) {
      var edition = editions.get(i);
      var until = i + 1 < editions.size() ? editions.get(i + 1).effectiveFrom() : Instant.MAX;
      for (var market : edition.taxAddedMarkets()) {
        spans.add(new Span(market, edition.effectiveFrom(), until));
      }
    }
    if (!editions.isEmpty()) {
      var last = editions.getLast();
      latest.add(new Latest(file, program.editions().indexOf(last), last));
    }
  }

  /** Adds a market that has prices. */
  void priced(Market market) {
    priced.add(market);
  }

  /** Returns whether tax is added in a market at some time from (inclusive) until (exclusive). */
  boolean isAdded(Market market, Instant from, Instant until) {
    return spans.stream()
        .anyMatch(
            span ->
                span.market().equals(market)
                    && span.from().isBefore(until)
                    && from.isBefore(span.until()));
  }

  /**
   * Adds a note for each market in which the last edition of one program adds tax, and that of
   * another does not. Markets without prices, and those that a program closes, are not compared.
   */
  void note(Faults notes) {
    Map<Market, String> adding = new TreeMap<>(Comparator.comparing(Market::toString));
    for (var program : latest) {
      for (var market : program.terms().taxAddedMarkets()) {
        if (priced.contains(market)) {
          adding.putIfAbsent(market, program.terms().program());
        }
      }
    }
    for (var program : latest) {
      adding.forEach(
          (market, other) -> {
            var mode = program.terms().taxModeIn(market);
            if (mode != TaxMode.ADDED && program.sellsIn(market)) {
              notes.add(
                  program
                      .file()
                      .fault(
                          "/editions/" + program.index(),
                          "adds no tax in %s, where %s does: invoices there have both"
                              .formatted(market, other)));
            }
          });
    }
  }
}
