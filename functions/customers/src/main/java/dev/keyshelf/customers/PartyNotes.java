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
  private PartyNotes() {}

  /** Returns what documents lack of the seller in an operator's file about itself. */
  static Faults of(HouseFile house, Collection<Market> sold) {
    var notes = new Faults();
    house.seller().ifPresent(seller -> add(notes, house.document(), PartyLacks.of(seller, sold)));
    return notes;
  }

  /** Returns what documents lack of the buyers in a file of partners. */
  static Faults of(Seller seller, List<PartnersFile.Row> rows) {
    var notes = new Faults();
    for (var row : rows) {
      add(notes, row.document(), PartyLacks.of(seller, row.buyer()));
    }
    return notes;
  }

  private static void add(Faults notes, Document document, List<Lack> lacks) {
    for (var lack : lacks) {
      notes.add(document.note(lack.field().replace('.', '/'), lack.reason()));
    }
  }
}
