package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.CatalogueEntry;
import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.catalog.CatalogueVersions.Draft;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.identity.SkuId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The second reading of a catalogue: writes the files that the first found to have no faults. */
final class CatalogueWriting {
  /** The number of items that are collected before a write: enough to fill batches. */
  private static final int GATHERED = 500;

  private final CatalogueFiles files;
  private final CatalogueVersions versions;
  private final Draft draft;
  private final Faults faults;
  private final List<CatalogueEntry> gathered = new ArrayList<>();
  private int weight;
  private int products;

  CatalogueWriting(CatalogueFiles files, CatalogueVersions versions, Draft draft, Faults faults) {
    this.files = files;
    this.versions = versions;
    this.draft = draft;
    this.faults = faults;
  }

  /** Writes all files: products before prices, as {@link CatalogueVersions} requires. */
  void run(CatalogueCheck check) {
    for (var kind : FileKind.values()) {
      files.forEach(
          check.sound(kind),
          faults,
          some ->
              some.forEach(
                  file ->
                      file.flatMap(each -> CatalogueReader.read(kind, each, faults))
                          .ifPresent(this::add)));
    }
    write();
  }

  /** Returns the number of products written. */
  int products() {
    return products;
  }

  private void add(CatalogueFile content) {
    switch (content) {
      case CatalogueFile.Terms(var _, var editions) ->
          gather(new CatalogueEntry.OfProgram(editions), 1);
      case CatalogueFile.ProductFile file -> {
        products++;
        gather(
            new CatalogueEntry.OfProduct(
                file.product(),
                file.skus(),
                // Refer to the verified copies, not to the uploaded objects.
                file.artifacts().stream().map(Artifact::verified).toList()),
            1 + file.skus().size() + file.artifacts().size());
      }
      case CatalogueFile.PriceFile file -> {
        Map<SkuId, List<Offer>> bySku = new LinkedHashMap<>();
        file.offers()
            .forEach(
                offer -> bySku.computeIfAbsent(offer.sku(), _ -> new ArrayList<>()).add(offer));
        bySku.forEach(
            (sku, offers) -> gather(new CatalogueEntry.OfPrice(sku, file.market(), offers), 1));
      }
    }
  }

  private void gather(CatalogueEntry entry, int items) {
    gathered.add(entry);
    weight += items;
    if (weight >= GATHERED) {
      write();
    }
  }

  private void write() {
    versions.write(draft, gathered);
    gathered.clear();
    weight = 0;
  }
}
