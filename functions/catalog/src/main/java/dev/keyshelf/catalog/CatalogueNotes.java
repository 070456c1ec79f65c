package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.SpokenLanguage;
import java.util.stream.Collectors;

/** What a catalogue leaves out that it may leave out. It is told, and no fault. */
final class CatalogueNotes {
  private final Faults notes = new Faults();

  /** Notes what a product's file leaves out. */
  void add(SourceFile file, CatalogueFile.ProductFile content) {
    titles(file, "/title", content.product().titles());
    for (int i = 0; i < content.skus().size(); i++) {
      var at = "/skus/" + i;
      titles(file, at + "/title", content.skus().get(i).titles());
      assurance(file, at + "/hybridBenefit", content.skus().get(i));
    }
  }

  /** Returns the notes. */
  Faults told() {
    return notes;
  }

  private void titles(SourceFile file, String pointer, Titles titles) {
    var missing = titles.missing();
    if (!missing.isEmpty()) {
      var tags = missing.stream().map(SpokenLanguage::tag).collect(Collectors.joining(", "));
      notes.add(file.fault(pointer, "has no title in %s: shown in English".formatted(tags)));
    }
  }

  private void assurance(SourceFile file, String pointer, Sku sku) {
    if (sku.hybridBenefit().isPresent() && sku.softwareAssurance().isEmpty()) {
      notes.add(
          file.fault(
              pointer,
              "says nothing of softwareAssurance: taken as true, as the benefit needs it"));
    } else if (sku.hybridBenefit().isPresent() && !sku.hasSoftwareAssurance()) {
      notes.add(file.fault(pointer, "is not offered: it needs softwareAssurance"));
    }
  }
}
