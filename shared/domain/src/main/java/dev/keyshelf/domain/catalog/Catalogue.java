package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The catalogue as it is published now. It is read before a command, never in its transaction. */
public interface Catalogue {
  /** Lists every product, by id. */
  List<ProductSummary> list();

  /** Finds a product with its SKUs, their offers in a market, and its files. */
  Optional<ProductDetail> find(ProductId id, Market market);

  /** Finds what these SKUs cost in a market; a SKU that is not in the catalogue is left out. */
  PriceList prices(Market market, Set<SkuId> skus);

  /** Finds the edition of a program that is in force at an instant. */
  Optional<ProgramTerms> terms(String program, Instant at);

  /** Lists the files of a product: latest version first, then by language and file type. */
  List<Artifact> artifacts(ProductId product);

  /** Finds one file of a product. */
  Optional<Artifact> artifact(ArtifactChoice choice);
}
