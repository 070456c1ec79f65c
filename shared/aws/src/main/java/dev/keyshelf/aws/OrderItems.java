package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderLine;
import dev.keyshelf.domain.order.OrderState;

/** Converts orders to items and back. The item of an order holds its lines. */
final class OrderItems {
  private static final String PRODUCT_TITLE = "productTitle";
  private static final String SKU_TITLE = "skuTitle";

  private OrderItems() {}

  static Key key(Order order) {
    return Keys.order(order.partner(), order.customer(), order.id());
  }

  static Item item(Order order) {
    var item =
        Item.at(key(order))
            .with(DeskKeys.PARTITION, DeskKeys.orders(order.partner()))
            .with(DeskKeys.SORT, DeskKeys.order(order.id(), order.lines().size()))
            .with("id", order.id().value())
            .with("market", order.market().code())
            .with("placedAt", order.placedAt())
            .with("placedBy", order.placedBy())
            .with("lines", order.lines().stream().map(OrderItems::line).toList())
            .with("orderState", order.state().name())
            .with("version", order.version());
    order.billedTo().ifPresent(customer -> item.with("billedTo", LedgerItems.billedTo(customer)));
    return item;
  }

  static Order order(PartnerId partner, CustomerId customer, Item item) {
    return new Order(
        new OrderId(item.text("id")),
        partner,
        customer,
        new Market(item.text("market")),
        item.instant("placedAt"),
        item.text("placedBy"),
        item.optionalItem("billedTo").map(LedgerItems::billedTo),
        item.items("lines").stream().map(OrderItems::line).toList(),
        OrderState.valueOf(item.text("orderState")),
        item.number("version"));
  }

  /**
   * Writes a line. Only the order keeps the titles in all languages, beside what the entitlement
   * keeps too: each use of a key or link pays for the size of the entitlement.
   */
  private static Item line(OrderLine line) {
    var purchase = line.purchase();
    var item =
        Item.inner().with("number", line.number()).with("purchase", PurchaseItems.item(purchase));
    TitleItems.fillDifferent(item, PRODUCT_TITLE, purchase.productTitles());
    return TitleItems.fillDifferent(item, SKU_TITLE, purchase.skuTitles());
  }

  private static OrderLine line(Item item) {
    var purchase = PurchaseItems.purchase(item.item("purchase"));
    return new OrderLine(
        item.integer("number"),
        purchase.withTitles(
            TitleItems.titles(item, PRODUCT_TITLE, purchase.productTitle()),
            TitleItems.titles(item, SKU_TITLE, purchase.skuTitle())));
  }
}
