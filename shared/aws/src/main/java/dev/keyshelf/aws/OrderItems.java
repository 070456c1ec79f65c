package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderLine;
import dev.keyshelf.domain.order.OrderState;

/** Orders as items, each with its lines inside. */
final class OrderItems {
  private OrderItems() {}

  static Key key(Order order) {
    return Keys.order(order.partner(), order.customer(), order.id());
  }

  static Item item(Order order) {
    return Item.at(key(order))
        .with("id", order.id().value())
        .with("market", order.market().code())
        .with("placedAt", order.placedAt())
        .with("placedBy", order.placedBy())
        .with("lines", order.lines().stream().map(OrderItems::line).toList())
        .with("orderState", order.state().name())
        .with("version", order.version());
  }

  static Order order(PartnerId partner, CustomerId customer, Item item) {
    return new Order(
        new OrderId(item.text("id")),
        partner,
        customer,
        new Market(item.text("market")),
        item.instant("placedAt"),
        item.text("placedBy"),
        item.items("lines").stream().map(OrderItems::line).toList(),
        OrderState.valueOf(item.text("orderState")),
        item.number("version"));
  }

  private static Item line(OrderLine line) {
    return Item.inner()
        .with("number", line.number())
        .with("purchase", PurchaseItems.item(line.purchase()));
  }

  private static OrderLine line(Item item) {
    return new OrderLine(item.integer("number"), PurchaseItems.purchase(item.item("purchase")));
  }
}
