package dev.keyshelf.domain.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The references of an order and its lines, as the activity record of the order has them. */
final class ReferencesInWords {
  private ReferencesInWords() {}

  /** Returns all of them in one text; empty if the order has none. */
  static Optional<String> of(Order order) {
    List<String> parts = new ArrayList<>();
    order.purchaseOrderNumber().ifPresent(number -> parts.add("purchase order " + number));
    for (var line : order.lines()) {
      var references = line.purchase().references();
      var place = "line " + line.number() + ": ";
      references.reference().ifPresent(text -> parts.add(place + "reference " + text));
      references.costCentre().ifPresent(text -> parts.add(place + "cost centre " + text));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }
}
