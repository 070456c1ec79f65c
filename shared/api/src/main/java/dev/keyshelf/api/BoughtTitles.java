package dev.keyshelf.api;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Orders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What entitlements bought, titled for one answer. Entitlements keep the English titles, and orders
 * those of all languages, so orders are read, together, only for clients that prefer another
 * language.
 */
public final class BoughtTitles {
  private final Wording wording;
  private final Map<OrderId, Order> orders;

  private BoughtTitles(Wording wording, Map<OrderId, Order> orders) {
    this.wording = wording;
    this.orders = orders;
  }

  /**
   * Returns the titles of an answer.
   *
   * @param shown all that the answer shows, of one partner
   */
  public static BoughtTitles of(Orders orders, Wording wording, List<Entitlement> shown) {
    if (wording.isEnglish() || shown.isEmpty()) {
      return new BoughtTitles(wording, Map.of());
    }
    Map<OrderId, CustomerId> owners = new HashMap<>();
    shown.forEach(each -> owners.put(each.id().order(), each.customer()));
    var read = orders.find(shown.getFirst().partner(), owners);
    return new BoughtTitles(
        wording, read.stream().collect(Collectors.toMap(Order::id, Function.identity())));
  }

  /** Returns the words of the answer. */
  public Wording wording() {
    return wording;
  }

  /** Returns what an entitlement bought, with its titles in the preferred language. */
  public Purchase of(Entitlement entitlement) {
    var purchase = entitlement.purchase();
    return Optional.ofNullable(orders.get(entitlement.id().order()))
        .map(order -> order.lines().get(entitlement.id().line() - 1).purchase())
        .map(line -> purchase.withTitles(line.productTitles(), line.skuTitles()))
        .orElse(purchase);
  }
}
