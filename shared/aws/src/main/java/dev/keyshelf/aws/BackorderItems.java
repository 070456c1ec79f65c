package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.Backlog;
import dev.keyshelf.domain.key.Backorder;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Reservation;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores the keys that orders wait for: one item for each order, and a sum for each pool. */
final class BackorderItems {
  private static final String OUTSTANDING = "outstanding";

  private BackorderItems() {}

  /**
   * Adds the item of an order that waits for keys, and raises the sum of each pool. Nothing is
   * added if the order waits for none. The version of each sum must be as it was read, so that two
   * orders cannot both count on the same keys. Reserving keys lowers a sum and keeps its version.
   */
  static void wait(
      Transaction transaction, Order order, Reservation reservation, ActivityRecord activity) {
    if (!reservation.waits()) {
      return;
    }
    transaction.add(
        item(
            new Backorder(
                order.partner(),
                order.customer(),
                order.id(),
                order.placedBy(),
                activity.requestId(),
                activity.span(),
                reservation.later(),
                1)));
    reservation
        .later()
        .forEach(
            (pool, more) -> {
              var read = reservation.backlogs().getOrDefault(pool, Backlog.none(pool));
              if (read.version() == 0) {
                transaction.add(
                    Item.at(Keys.backlog(pool)).with(OUTSTANDING, more).with("version", 1));
              } else {
                transaction.update(
                    Keys.backlog(pool),
                    "SET outstanding = outstanding + :more, version = version + :one",
                    "version = :version",
                    Map.of(
                        ":more", number(more),
                        ":one", number(1),
                        ":version", number(read.version())));
              }
            });
  }

  /** Updates an order's item and the sums of its pools after it got some of its keys. */
  static void change(Transaction transaction, Backorder before, Backorder after) {
    var asRead = Map.of(":version", number(before.version()));
    if (after.keys().isEmpty()) {
      transaction.remove(Keys.backorder(before.order()), "version = :version", asRead);
    } else {
      transaction.put(item(after), "version = :version", asRead);
    }
    for (var pool : before.keys().keySet()) {
      var less = before.keys().getOrDefault(pool, 0) - after.keys().getOrDefault(pool, 0);
      if (less != 0) {
        transaction.update(
            Keys.backlog(pool),
            "SET outstanding = outstanding - :less",
            "outstanding >= :less",
            Map.of(":less", number(less)));
      }
    }
  }

  static Backlog backlog(String pool, Item item) {
    return new Backlog(pool, item.number(OUTSTANDING), item.number("version"));
  }

  private static Item item(Backorder backorder) {
    var keys = Item.inner();
    backorder.keys().forEach(keys::with);
    return ActivityItems.withSpan(Item.at(Keys.backorder(backorder.order())), backorder.span())
        .with("partner", backorder.partner().value())
        .with("customer", backorder.customer().value())
        .with("placedBy", backorder.placedBy())
        .with("requestId", backorder.requestId())
        .with(OUTSTANDING, keys)
        .with("version", backorder.version());
  }

  static Backorder backorder(Item item) {
    Map<String, Integer> keys = new HashMap<>();
    var outstanding = item.item(OUTSTANDING);
    outstanding.values().keySet().forEach(pool -> keys.put(pool, outstanding.integer(pool)));
    return new Backorder(
        new PartnerId(item.text("partner")),
        new CustomerId(item.text("customer")),
        new OrderId(item.text(Keys.SORT)),
        item.text("placedBy"),
        item.text("requestId"),
        ActivityItems.span(item),
        keys,
        item.number("version"));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
