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
 * What a support request can ask for, where the terms let nobody but support cancel.
 *
 * @param units how many of each line, by its number
 * @param amount what the terms would give back for them today
 */
public record RefundRequest(OrderId order, SortedMap<Integer, Integer> units, Money amount) {
  /** Copies the map in. */
  public RefundRequest {
    units = new TreeMap<>(units);
  }

  /**
   * Gives what to ask for of the quoted lines; empty when none of them needs a request. A cancel is
   * of all its lines or none, and so is the request: it asks for each line that a decision can
   * cancel, also for those that their buyer could cancel alone.
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
