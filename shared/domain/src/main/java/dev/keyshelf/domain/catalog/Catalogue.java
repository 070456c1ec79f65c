package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The catalogue as it is published now. It is read before a command, never in its transaction. */
public interface Catalogue extends Skus {
  /**
   * Lists the products that are looked for, by id, with what their SKUs cost in a market. A page
   * may be short, even empty, and not be the last.
   */
  Page list(Market market, ProductSearch search, int limit, Optional<ProductId> after);

  /** Finds a product with its SKUs, their offers in a market, its program's terms and its files. */
  Optional<ProductDetail> find(ProductId id, Market market);

  /** Returns the programs that have terms. */
  Set<String> programs();

  /** Lists the files of a product: latest version first, then by language and file type. */
  List<Artifact> artifacts(ProductId product);

  /** Finds one file of a product. */
  Optional<Artifact> artifact(ArtifactChoice choice);

  /**
   * Some products, all of one version of the catalogue.
   *
   * @param prices of all their SKUs
   * @param next the last product that was looked at, if there may be more after it
   */
  record Page(List<ProductSummary> products, PriceList prices, Optional<ProductId> next) {
    /** Copies the products in. */
    public Page {
      products = List.copyOf(products);
    }
  }
}
