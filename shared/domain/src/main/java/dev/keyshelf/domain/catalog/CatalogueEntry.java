package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import java.util.List;

/** A part of a catalogue version. Each part is written separately. */
public sealed interface CatalogueEntry {
  /** All editions of one program. */
  record OfProgram(List<ProgramTerms> editions) implements CatalogueEntry {
    /** Copies the list. */
    public OfProgram {
      editions = List.copyOf(editions);
    }
  }

  /** A product with its SKUs and files. These are the same in every market. */
  record OfProduct(Product product, List<Sku> skus, List<Artifact> artifacts)
      implements CatalogueEntry {
    /** Copies the collections. */
    public OfProduct {
      skus = List.copyOf(skus);
      artifacts = List.copyOf(artifacts);
    }
  }

  /** All dated prices of one SKU in one market. */
  record OfPrice(SkuId sku, Market market, List<Offer> offers) implements CatalogueEntry {
    /** Copies the list. */
    public OfPrice {
      offers = List.copyOf(offers);
    }
  }
}
