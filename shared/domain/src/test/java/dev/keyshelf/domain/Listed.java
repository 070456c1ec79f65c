package dev.keyshelf.domain;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import java.time.Period;
import java.util.Optional;

/**
 * Test data: a product and its SKU. It begins with ordinary values, and each test changes only the
 * values that matter to it. All products and SKUs of the domain's tests are made here.
 */
public record Listed(
    String id,
    ProductKind kind,
    CancellationRoute route,
    Optional<Period> term,
    int least,
    int most,
    Optional<KeyRule> keys,
    Optional<Integer> lowStock) {
  /** Returns a SKU that its buyer can cancel, with a quantity of 1 to 10 and without keys. */
  public static Listed of(String id, ProductKind kind) {
    return new Listed(
        id,
        kind,
        CancellationRoute.SELF_SERVICE,
        Optional.empty(),
        1,
        10,
        Optional.empty(),
        Optional.empty());
  }

  public Listed cancellable(CancellationRoute other) {
    return new Listed(id, kind, other, term, least, most, keys, lowStock);
  }

  public Listed lasting(Optional<Period> length) {
    return new Listed(id, kind, route, length, least, most, keys, lowStock);
  }

  public Listed between(int fewest, int mostUnits) {
    return new Listed(id, kind, route, term, fewest, mostUnits, keys, lowStock);
  }

  public Listed withKeys(Optional<KeyRule> rule) {
    return new Listed(id, kind, route, term, least, most, rule, lowStock);
  }

  public Listed lowBelow(Optional<Integer> keysLeft) {
    return new Listed(id, kind, route, term, least, most, keys, keysLeft);
  }

  public Product product() {
    return product(id);
  }

  public Product product(String title) {
    return new Product(
        new ProductId(id), "server-software", Titles.of(title), kind, route, Optional.empty());
  }

  public Sku sku() {
    return new Sku(
        product(),
        new SkuId(id),
        Titles.of(id),
        "Standard",
        "16 cores",
        term,
        least,
        most,
        keys,
        Optional.empty(),
        Optional.empty(),
        lowStock);
  }
}
