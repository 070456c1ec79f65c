package dev.keyshelf.testkit;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;

/**
 * A situation with a purchase under the edition of 2020-01-21, ordinary except for the values that
 * a test sets. All tests outside the domain make their purchases here.
 */
public record Bought(
    Product product,
    SkuId sku,
    String title,
    int quantity,
    Money unitPrice,
    TaxMode taxMode,
    BigDecimal taxRate,
    Optional<Period> length,
    Optional<KeyRule> keys,
    Instant at,
    References references) {
  /** The pool of the keys of perpetual software. */
  public static final String POOL = "windows-server-2019";

  /** Returns two units of a perpetual product at 1200.00 USD, with a key each, bought at noon. */
  public static Bought perpetual() {
    return boring(
        ProductKind.PERPETUAL,
        "1200.00",
        Optional.empty(),
        Optional.of(KeyRule.ofPool(POOL, Optional.of(1))));
  }

  /** Returns two units of a subscription at 365.00 USD, without keys, bought at noon. */
  public static Bought subscription(Period length) {
    return boring(ProductKind.SUBSCRIPTION, "365.00", Optional.of(length), Optional.empty());
  }

  /** Returns two units of a reservation of capacity at 365.00 USD, bought at noon. */
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
        TaxMode.EXCLUDED,
        new BigDecimal("0.10"),
        length,
        keys,
        Situations.NOON,
        References.none());
  }

  /** Returns a copy whose SKU has another title. */
  public Bought titled(String other) {
    return new Bought(
        product, sku, other, quantity, unitPrice, taxMode, taxRate, length, keys, at, references);
  }

  /** Returns a copy in another quantity. */
  public Bought times(int units) {
    return new Bought(
        product, sku, title, units, unitPrice, taxMode, taxRate, length, keys, at, references);
  }

  /** Returns a copy bought at another instant. */
  public Bought on(Instant instant) {
    return new Bought(
        product,
        sku,
        title,
        quantity,
        unitPrice,
        taxMode,
        taxRate,
        length,
        keys,
        instant,
        references);
  }

  /** Returns a copy at another price. */
  public Bought priced(String amount, String currency) {
    var price = Money.of(amount, currency);
    return new Bought(
        product, sku, title, quantity, price, taxMode, taxRate, length, keys, at, references);
  }

  /** Returns a copy with another cancellation route. */
  public Bought cancellable(CancellationRoute other) {
    var same = Catalogues.aProduct(product.kind(), other);
    return new Bought(
        same, sku, title, quantity, unitPrice, taxMode, taxRate, length, keys, at, references);
  }

  /** Returns this of a product with a cancellation window of its own. */
  public Bought within(Duration own) {
    var same =
        new Product(
            product.id(),
            product.program(),
            product.titles(),
            product.kind(),
            product.cancellation(),
            Optional.of(own));
    return new Bought(
        same, sku, title, quantity, unitPrice, taxMode, taxRate, length, keys, at, references);
  }

  /** Returns a copy with other keys. */
  public Bought withKeys(KeyRule rule) {
    return new Bought(
        product,
        sku,
        title,
        quantity,
        unitPrice,
        taxMode,
        taxRate,
        length,
        Optional.of(rule),
        at,
        references);
  }

  /** Returns this with prices that include tax, or with tax that invoices add. */
  public Bought taxed(TaxMode mode, String rate) {
    return new Bought(
        product,
        sku,
        title,
        quantity,
        unitPrice,
        mode,
        new BigDecimal(rate),
        length,
        keys,
        at,
        references);
  }

  /** Returns this with references. */
  public Bought referredTo(String purchaseOrderNumber, String reference, String costCentre) {
    var all =
        new References(
            Optional.of(purchaseOrderNumber), Optional.of(reference), Optional.of(costCentre));
    return new Bought(
        product, sku, title, quantity, unitPrice, taxMode, taxRate, length, keys, at, all);
  }

  /** Returns the purchase that an order line stores. */
  public Purchase purchase() {
    var total = unitPrice.times(quantity);
    return new Purchase(
        product.id(),
        product.titles(),
        sku,
        Titles.of(title),
        product.kind(),
        quantity,
        unitPrice,
        total,
        taxMode,
        taxRate,
        taxMode == TaxMode.INCLUDED ? total.includedTax(taxRate) : Money.zero(total.currency()),
        Catalogues.terms().freeze(product, at),
        length.map(some -> Term.startingAt(at, some)),
        keys,
        product.kind() == ProductKind.PERPETUAL
            ? Optional.of(HybridBenefit.STANDARD)
            : Optional.empty(),
        references);
  }
}
