package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.Particulars;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import java.math.BigDecimal;
import java.util.Optional;

/** Converts charges and credit notes to items and back. They are only added, never changed. */
final class LedgerItems {
  private static final String CHARGE = "CHARGE";
  private static final String CREDIT_NOTE = "CREDIT_NOTE";

  private LedgerItems() {}

  static Item item(LedgerEntry entry) {
    var kind =
        switch (entry) {
          case LedgerEntry.Charge _ -> CHARGE;
          case LedgerEntry.CreditNote _ -> CREDIT_NOTE;
        };
    var item =
        Item.at(Keys.ledgerEntry(entry.partner(), entry.key()))
            .with("id", entry.id())
            .with("kind", kind)
            .with("customer", entry.customer().value())
            .with("order", entry.order().value())
            .with("at", entry.at())
            .with("lines", entry.lines().stream().map(LedgerItems::line).toList());
    entry.billedTo().ifPresent(customer -> item.with("billedTo", billedTo(customer)));
    if (entry instanceof LedgerEntry.CreditNote note) {
      item.withText("charge", note.charge()).withText("reason", note.reason());
    }
    return item;
  }

  static Item billedTo(BilledCustomer customer) {
    return Item.inner()
        .with("companyName", customer.companyName())
        .with("domain", customer.domain())
        .with("tenant", customer.tenantId())
        .with("market", customer.market().code());
  }

  static BilledCustomer billedTo(Item item) {
    return new BilledCustomer(
        item.text("companyName"),
        item.text("domain"),
        item.text("tenant"),
        new Market(item.text("market")));
  }

  static LedgerEntry entry(PartnerId partner, Item item) {
    var id = item.text("id");
    var customer = new CustomerId(item.text("customer"));
    var order = new OrderId(item.text("order"));
    var at = item.instant("at");
    var lines = item.items("lines").stream().map(LedgerItems::line).toList();
    var billedTo = item.optionalItem("billedTo").map(LedgerItems::billedTo);
    return switch (item.text("kind")) {
      case CHARGE -> new LedgerEntry.Charge(id, partner, customer, order, at, lines, billedTo);
      case CREDIT_NOTE ->
          new LedgerEntry.CreditNote(
              id,
              partner,
              customer,
              order,
              at,
              lines,
              billedTo,
              item.optionalText("charge"),
              item.optionalText("reason"));
      default -> throw new IllegalStateException("a ledger entry has an unknown kind");
    };
  }

  private static Item line(LedgerLine line) {
    var item =
        Item.inner()
            .with("line", line.line())
            .with("sku", line.sku().value())
            .with("title", line.title())
            .with("quantity", line.quantity())
            .with("amount", line.amount())
            .with("tax", line.tax())
            .with("terms", line.terms())
            .with("explanation", line.explanation());
    line.particulars().ifPresent(particulars -> item.with("bought", particulars(particulars)));
    return item;
  }

  private static Item particulars(Particulars particulars) {
    var item =
        Item.inner()
            .with("product", particulars.product().value())
            // The line's title has both titles: it is cut here.
            .with("productTitleLength", particulars.productTitle().length())
            .with("unitPrice", particulars.unitPrice())
            .withText("taxRate", particulars.taxRate().map(BigDecimal::toPlainString))
            .withInstant("startsAt", particulars.term().map(Term::startsAt))
            .withInstant("endsAt", particulars.term().map(Term::endsAt));
    particulars.units().ifPresent(units -> item.with("units", units));
    particulars.creditedBefore().ifPresent(before -> item.with("creditedBefore", before));
    return PurchaseItems.references(
        PurchaseItems.withTaxAdded(item, particulars.taxMode()), particulars.references());
  }

  private static Particulars particulars(Item item, String title) {
    var end = item.integer("productTitleLength");
    return new Particulars(
        new ProductId(item.text("product")),
        title.substring(0, end),
        title.substring(LedgerLine.title(title.substring(0, end), "").length()),
        item.money("unitPrice"),
        taxMode(item),
        item.optionalText("taxRate").map(BigDecimal::new),
        item.optionalInstant("endsAt").map(endsAt -> new Term(item.instant("startsAt"), endsAt)),
        PurchaseItems.references(item),
        item.has("units") ? Optional.of(item.integer("units")) : Optional.empty(),
        item.has("creditedBefore") ? Optional.of(item.money("creditedBefore")) : Optional.empty());
  }

  private static TaxMode taxMode(Item item) {
    var without = PurchaseItems.withoutTax(item);
    return item.has("taxRate") && without == TaxMode.EXCLUDED ? TaxMode.INCLUDED : without;
  }

  private static LedgerLine line(Item item) {
    return new LedgerLine(
        item.integer("line"),
        new SkuId(item.text("sku")),
        item.text("title"),
        item.integer("quantity"),
        item.money("amount"),
        item.money("tax"),
        item.text("terms"),
        item.text("explanation"),
        item.optionalItem("bought").map(bought -> particulars(bought, item.text("title"))));
  }
}
