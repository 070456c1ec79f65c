package dev.keyshelf.customers;

import dev.keyshelf.api.imports.Document;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.document.PartyLacks;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.party.Seller;
import java.util.Collection;
import java.util.List;

/** Notes of an import: what documents will lack of the parties in its file. */
final class PartyNotes {
  private static final int MOST_NAMED = 10;

  private PartyNotes() {}

  /** Returns what documents lack of the seller in an operator's file about itself. */
  static Faults of(HouseFile house, Collection<Market> sold) {
    var notes = new Faults();
    house.seller().ifPresent(seller -> add(notes, house.document(), PartyLacks.of(seller, sold)));
    return notes;
  }

  /** Returns what documents lack of the companies in a file of partners. */
  static Faults of(Seller seller, List<PartnersFile.Row> rows) {
    var notes = new Faults();
    for (var row : rows) {
      add(notes, row.document(), PartyLacks.of(seller, row.buyer()));
    }
    noteResellers(notes, rows);
    return notes;
  }

  /** Adds one note for all partners without a seller, since many partners do not resell. */
  private static void noteResellers(Faults notes, List<PartnersFile.Row> rows) {
    var without = rows.stream().filter(row -> row.reseller().isEmpty()).toList();
    if (!without.isEmpty()) {
      var ids = without.stream().limit(MOST_NAMED).map(row -> row.partner().id().value()).toList();
      var more = without.size() - ids.size();
      notes.add(
          without
              .getFirst()
              .document()
              .note(
                  "seller",
                  "is missing, so no statements of charges are made for the customers of %s%s"
                      .formatted(
                          String.join(", ", ids),
                          more == 0 ? "" : " and %s more".formatted(more))));
    }
  }

  private static void add(Faults notes, Document document, List<Lack> lacks) {
    for (var lack : lacks) {
      notes.add(document.note(lack.field().replace('.', '/'), lack.reason()));
    }
  }
}
