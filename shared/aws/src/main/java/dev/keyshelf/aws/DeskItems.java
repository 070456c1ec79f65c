package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The entries of the index {@code desk} that depend on more than the item they are on. */
final class DeskItems {
  private DeskItems() {}

  /**
   * Adds the end of an entitlement's window, unless it can never be cancelled. The caller has
   * checked that something of it is active and that its window is not marked as closed.
   */
  static void enter(Item item, Entitlement entitlement) {
    var terms = entitlement.purchase().terms();
    if (terms.cancellation() != CancellationRoute.NEVER) {
      item.with(DeskKeys.PARTITION, DeskKeys.windows(entitlement.partner()))
          .with(DeskKeys.SORT, DeskKeys.window(terms.window().closesAt(), entitlement.id()));
    }
  }

  /** Adds the entry of an order under its purchase order number, if it has one. */
  static void purchaseOrder(Transaction transaction, Order order) {
    for (var number : order.purchaseOrderNumber().stream().toList()) {
      var lines = order.lines().size();
      var key = DeskKeys.purchaseOrder(order.partner(), number, order.id(), lines);
      transaction.add(Item.at(key).with(DeskKeys.CUSTOMER, order.customer().value()));
    }
  }

  /**
   * Adds an order's charge, which carries the first end of its terms, and one more item for each
   * further end.
   */
  static void charge(Transaction transaction, Order order) {
    var charge = LedgerItems.item(order.charge());
    linesByTermEnd(order).entrySet().stream()
        .findFirst()
        .ifPresent(end -> enter(charge, order, end.getKey(), end.getValue()));
    transaction.add(charge);
    termEnds(order).stream().skip(1).forEach(transaction::add);
  }

  /** Returns an item for each end of an order's terms, the first end first. */
  static List<Item> termEnds(Order order) {
    return linesByTermEnd(order).entrySet().stream()
        .map(
            end -> {
              var key =
                  DeskKeys.termEnd(order.partner(), order.customer(), order.id(), end.getKey());
              return enter(Item.at(key), order, end.getKey(), end.getValue());
            })
        .toList();
  }

  private static Item enter(Item item, Order order, Instant endsAt, List<Integer> lines) {
    return item.with(DeskKeys.PARTITION, DeskKeys.terms(order.partner()))
        .with(DeskKeys.SORT, DeskKeys.term(endsAt, order.id(), order.customer(), lines));
  }

  /** Returns the numbers of the lines that have a term, by its end. */
  private static SortedMap<Instant, List<Integer>> linesByTermEnd(Order order) {
    return order.lines().stream()
        .filter(line -> line.purchase().term().isPresent())
        .collect(
            Collectors.groupingBy(
                line -> line.purchase().term().map(Term::endsAt).orElseThrow(),
                TreeMap::new,
                Collectors.mapping(OrderLine::number, Collectors.toList())));
  }
}
