package dev.keyshelf.catalog;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.Market;
import java.util.Currency;
import java.util.List;

/** The content of one file of a catalogue. */
sealed interface CatalogueFile {
  /** All editions of a program, in the file's order. */
  record Terms(String program, List<ProgramTerms> editions) implements CatalogueFile {}

  /** A product with its SKUs and files, in the file's order. */
  record ProductFile(Product product, List<Sku> skus, List<Artifact> artifacts)
      implements CatalogueFile {}

  /** Prices in one market, in the file's order. */
  record PriceFile(Market market, Currency currency, List<Offer> offers) implements CatalogueFile {}
}
