package dev.keyshelf.testkit;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;

/**
 * A situation: something bought under the edition of 2020-01-21, boring but for what is said. All
 * purchases of tests outside of the domain are made here.
 */
public record Bought(
    Product product,
    SkuId sku,
    String title,
    int quantity,
    Money unitPrice,
    BigDecimal taxRate,
    Optional<Period> length,
    Optional<KeyRule> keys,
    Instant at) {
  /** The pool that the keys of perpetual software come from. */
  public static final String POOL = "windows-server-2019";

  /** Gives two of a perpetual product at 1200.00 USD, with a key each, bought at noon. */
  public static Bought perpetual() {
    return boring(
        ProductKind.PERPETUAL,
        "1200.00",
        Optional.empty(),
        Optional.of(KeyRule.ofPool(POOL, Optional.of(1))));
  }

  /** Gives two of a subscription at 365.00 USD, without keys, bought at noon. */
  public static Bought subscription(Period length) {
    return boring(ProductKind.SUBSCRIPTION, "365.00", Optional.of(length), Optional.empty());
  }

  /** Gives two of a reservation of capacity at 365.00 USD, bought at noon. */
  public static Bought reservation(Period length) {
    return boring(ProductKind.RESERVATION, "365.00", Optional.of(length), Optional.empty())
        .cancellable(CancellationRoute.SUPPORT_REQUEST);
  }

  private static Bought boring(
      ProductKind kind, String price, Optional<Period> length, Optional<KeyRule> keys) {
    return new Bought(
        Catalogues.aProduct(kind, CancellationRoute.SELF_SERVICE),
        Situations.SKU,
        "2019, 16 cores",
        2,
        Money.of(price, "USD"),
        new BigDecimal("0.10"),
        length,
        keys,
        Situations.NOON);
  }

  /** Gives this with another title of its SKU. */
  public Bought titled(String other) {
    return new Bought(product, sku, other, quantity, unitPrice, taxRate, length, keys, at);
  }

  /** Gives this in another quantity. */
  public Bought times(int units) {
    return new Bought(product, sku, title, units, unitPrice, taxRate, length, keys, at);
  }

  /** Gives this bought at another instant. */
  public Bought on(Instant instant) {
    return new Bought(product, sku, title, quantity, unitPrice, taxRate, length, keys, instant);
  }

  /** Gives this at another price. */
  public Bought priced(String amount, String currency) {
    var price = Money.of(amount, currency);
    return new Bought(product, sku, title, quantity, price, taxRate, length, keys, at);
  }

  /** Gives this with another way to cancel it. */
  public Bought cancellable(CancellationRoute other) {
    var same = Catalogues.aProduct(product.kind(), other);
    return new Bought(same, sku, title, quantity, unitPrice, taxRate, length, keys, at);
  }

  /** Gives this with other keys. */
  public Bought withKeys(KeyRule rule) {
    return new Bought(
        product, sku, title, quantity, unitPrice, taxRate, length, Optional.of(rule), at);
  }

  /** Gives what a line keeps of it. */
  public Purchase purchase() {
    var total = unitPrice.times(quantity);
    return new Purchase(
        product.id(),
        product.title(),
        sku,
        title,
        product.kind(),
        quantity,
        unitPrice,
        total,
        false,
        taxRate,
        Money.zero(total.currency()),
        Catalogues.terms().freeze(product, at),
        length.map(some -> Term.startingAt(at, some)),
        keys,
        product.kind() == ProductKind.PERPETUAL
            ? Optional.of(HybridBenefit.STANDARD)
            : Optional.empty());
  }
}
