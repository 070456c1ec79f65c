package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CancellationWindow;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.FrozenTerms;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.LinkRule;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Converts the purchase of a line to an object inside the order's and entitlement's items. */
final class PurchaseItems {
  private PurchaseItems() {}

  static Item item(Purchase purchase) {
    var item =
        Item.inner()
            .with("product", purchase.product().value())
            .with("sku", purchase.sku().value())
            .with("kind", purchase.kind().name())
            .with("quantity", purchase.quantity())
            .with("unitPrice", purchase.unitPrice())
            .with("total", purchase.total())
            .with("taxIncluded", purchase.taxIncluded())
            .with("taxRate", purchase.taxRate().toPlainString())
            .with("tax", purchase.tax())
            .with("terms", terms(purchase.terms()))
            .with("productTitle", purchase.productTitle())
            .with("skuTitle", purchase.skuTitle())
            .withText("hybridBenefit", purchase.hybridBenefit().map(HybridBenefit::name));
    purchase
        .term()
        .ifPresent(term -> item.with("startsAt", term.startsAt()).with("endsAt", term.endsAt()));
    purchase.keys().ifPresent(keys -> item.with("keys", keys(keys)));
    return references(withTaxAdded(item, purchase.taxMode()), purchase.references());
  }

  static Purchase purchase(Item item) {
    return new Purchase(
        new ProductId(item.text("product")),
        Titles.of(item.text("productTitle")),
        new SkuId(item.text("sku")),
        Titles.of(item.text("skuTitle")),
        ProductKind.valueOf(item.text("kind")),
        item.integer("quantity"),
        item.money("unitPrice"),
        item.money("total"),
        item.flag("taxIncluded") ? TaxMode.INCLUDED : withoutTax(item),
        new BigDecimal(item.text("taxRate")),
        item.money("tax"),
        terms(item.item("terms")),
        item.optionalInstant("endsAt").map(end -> new Term(item.instant("startsAt"), end)),
        item.optionalItem("keys").map(PurchaseItems::keys),
        item.optionalText("hybridBenefit").map(HybridBenefit::valueOf),
        references(item));
  }

  /** Adds a mark if tax is added. Releases up to 0.1.0 never added tax, and wrote none. */
  static Item withTaxAdded(Item item, TaxMode mode) {
    return mode == TaxMode.ADDED ? item.with("taxAdded", true) : item;
  }

  /** Returns the mode of an item whose prices exclude tax. */
  static TaxMode withoutTax(Item item) {
    return item.has("taxAdded") ? TaxMode.ADDED : TaxMode.EXCLUDED;
  }

  /** Adds the references that a purchase has. */
  static Item references(Item item, References references) {
    return item.withText("purchaseOrderNumber", references.purchaseOrderNumber())
        .withText("reference", references.reference())
        .withText("costCentre", references.costCentre());
  }

  static References references(Item item) {
    return new References(
        item.optionalText("purchaseOrderNumber"),
        item.optionalText("reference"),
        item.optionalText("costCentre"));
  }

  static Item keys(KeyRule rule) {
    var item =
        switch (rule.issuer()) {
          case Issuer.Pool pool ->
              FormItems.fill(Item.inner().with("pool", pool.name()), pool.form());
          case Issuer.Generated() -> Item.inner().with("generated", true);
        };
    rule.unitsPerKey().ifPresent(units -> item.with("unitsPerKey", units));
    // Every order line stores this object, so attributes that most lines lack are left out.
    rule.reservedFrom().ifPresent(_ -> item.with("reserved", true));
    return item;
  }

  static KeyRule keys(Item item) {
    return new KeyRule(
        item.has("generated")
            ? new Issuer.Generated()
            : new Issuer.Pool(item.text("pool"), item.has("reserved"), FormItems.form(item)),
        item.has("unitsPerKey") ? Optional.of(item.integer("unitsPerKey")) : Optional.empty());
  }

  private static Item terms(FrozenTerms terms) {
    var item = terms.windowOfProduct() ? Item.inner().with("productWindow", true) : Item.inner();
    return item.with("program", terms.program())
        .with("edition", terms.edition())
        .with("cancellation", terms.cancellation().name())
        .with("opensAt", terms.window().opensAt())
        .with("closesAt", terms.window().closesAt())
        .with("credit", terms.credit().name())
        .with("linkLifetime", terms.link().lifetime().toString())
        .with("linkDownloads", terms.link().downloads());
  }

  private static FrozenTerms terms(Item item) {
    return new FrozenTerms(
        item.text("program"),
        item.text("edition"),
        CancellationRoute.valueOf(item.text("cancellation")),
        new CancellationWindow(item.instant("opensAt"), item.instant("closesAt")),
        item.has("productWindow"),
        CreditRule.valueOf(item.text("credit")),
        new LinkRule(Duration.parse(item.text("linkLifetime")), item.integer("linkDownloads")));
  }
}
