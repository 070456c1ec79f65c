package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import java.util.List;

/** A part of a version of the catalogue that is written by itself. */
public sealed interface CatalogueEntry {
  /** All editions of one program. */
  record OfProgram(List<ProgramTerms> editions) implements CatalogueEntry {
    /** Copies the list in. */
    public OfProgram {
      editions = List.copyOf(editions);
    }
  }

  /** A product with what it has in every market. */
  record OfProduct(Product product, List<Sku> skus, List<Artifact> artifacts)
      implements CatalogueEntry {
    /** Copies the collections in. */
    public OfProduct {
      skus = List.copyOf(skus);
      artifacts = List.copyOf(artifacts);
    }
  }

  /** All dated prices of one SKU in one market. */
  record OfPrice(SkuId sku, Market market, List<Offer> offers) implements CatalogueEntry {
    /** Copies the list in. */
    public OfPrice {
      offers = List.copyOf(offers);
    }
  }
}
