package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The refund that a support request can ask for, if the terms allow a cancellation by support
 * request only.
 *
 * @param units how many units of each line, by line number
 * @param amount the credit that the terms would give for these units today
 */
public record RefundRequest(OrderId order, SortedMap<Integer, Integer> units, Money amount) {
  /** Copies the map. */
  public RefundRequest {
    units = new TreeMap<>(units);
  }

  /**
   * Returns the refund to ask for; empty if none of the quoted lines needs a support request. A
   * cancellation covers all of its lines or none, so the request does too. It asks for each line
   * that needs a request, and for each line that the buyer could cancel without one.
   */
  static Optional<RefundRequest> of(
      Order order, List<LineQuote> lines, Selection selection, Instant now) {
    if (lines.stream().noneMatch(RefundRequest::needsRequest)) {
      return Optional.empty();
    }
    SortedMap<Integer, Integer> units = new TreeMap<>();
    var amount = Money.zero(order.total().currency());
    for (var line : lines) {
      if (needsRequest(line) || line instanceof LineQuote.Cancellable) {
        var entitlement = line.entitlement();
        var number = entitlement.id().line();
        var left = entitlement.activeQuantity();
        var asked = Math.min(selection.unitsOf(number, left), left);
        units.put(number, asked);
        amount = amount.plus(Credit.of(entitlement, asked, now).amount());
      }
    }
    return Optional.of(new RefundRequest(order.id(), units, amount));
  }

  private static boolean needsRequest(LineQuote line) {
    return line instanceof LineQuote.NotCancellable(_, var reason, _)
        && reason == LineQuote.Reason.NEEDS_SUPPORT_REQUEST;
  }
}
