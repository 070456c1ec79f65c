package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The catalogue that is published now. A command reads it before its transaction, never in it. */
public interface Catalogue extends Skus {
  /**
   * Lists the products that match a search, by id, with the prices of their SKUs in a market. A
   * page may be short or even empty although more pages follow.
   */
  Page list(Market market, ProductSearch search, int limit, Optional<ProductId> after);

  /** Finds a product with its SKUs, their offers in a market, its program's terms and its files. */
  Optional<ProductDetail> find(ProductId id, Market market);

  /** Returns the programs that have terms. */
  Set<String> programs();

  /**
   * Returns the markets that SKUs have prices for. It reads all prices, so only imports call it.
   */
  Set<Market> markets();

  /** Lists the files of a product, latest version first, then by language and file type. */
  List<Artifact> artifacts(ProductId product);

  /** Finds one file of a product. */
  Optional<Artifact> artifact(ArtifactChoice choice);

  /**
   * A page of products, all from one version of the catalogue.
   *
   * @param prices the prices of all their SKUs, and the terms
   * @param next the last product that was examined, if there may be more after it
   */
  record Page(List<ProductSummary> products, PriceList prices, Optional<ProductId> next) {
    /** Copies the products. */
    public Page {
      products = List.copyOf(products);
    }
  }
}
