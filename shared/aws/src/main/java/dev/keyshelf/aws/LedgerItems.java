package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SkuId;

/** Charges and credit notes as items. They are added, never changed and never removed. */
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
    return Item.at(Keys.ledgerEntry(entry.partner(), entry.key()))
        .with("id", entry.id())
        .with("kind", kind)
        .with("customer", entry.customer().value())
        .with("order", entry.order().value())
        .with("at", entry.at())
        .with("lines", entry.lines().stream().map(LedgerItems::line).toList());
  }

  static LedgerEntry entry(PartnerId partner, Item item) {
    var id = item.text("id");
    var customer = new CustomerId(item.text("customer"));
    var order = new OrderId(item.text("order"));
    var at = item.instant("at");
    var lines = item.items("lines").stream().map(LedgerItems::line).toList();
    return switch (item.text("kind")) {
      case CHARGE -> new LedgerEntry.Charge(id, partner, customer, order, at, lines);
      case CREDIT_NOTE -> new LedgerEntry.CreditNote(id, partner, customer, order, at, lines);
      default -> throw new IllegalStateException("a ledger entry of an unknown kind");
    };
  }

  private static Item line(LedgerLine line) {
    return Item.inner()
        .with("line", line.line())
        .with("sku", line.sku().value())
        .with("title", line.title())
        .with("quantity", line.quantity())
        .with("amount", line.amount())
        .with("tax", line.tax())
        .with("terms", line.terms())
        .with("explanation", line.explanation());
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
        item.text("explanation"));
  }
}
