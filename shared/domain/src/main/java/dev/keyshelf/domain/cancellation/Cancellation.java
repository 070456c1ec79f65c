package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.billing.LedgerEntry.CreditNote;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.order.Order;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cancel of an order's lines: what it changes and what it books.
 *
 * @param before the entitlements that it changes, as they were read
 * @param after the same, as it leaves them
 */
public record Cancellation(
    CancellationQuote quote,
    Order order,
    List<Entitlement> before,
    List<Entitlement> after,
    CreditNote creditNote,
    Reason reason,
    Instant cancelledAt) {
  /** Copies the lists in. */
  public Cancellation {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Why the partner cancels. */
  public record Reason(ReasonCode code, String text) {
    /** Returns this without the keys among its words. */
    public Reason masked(KeyMask mask) {
      return new Reason(code, mask.masked(text));
    }

    /** Gives the code, and after it what was said. */
    @Override
    public String toString() {
      return text.isEmpty() ? code.name() : code + ": " + text;
    }
  }

  /** The reasons that a partner can give. */
  public enum ReasonCode {
    ORDERED_BY_MISTAKE,
    WRONG_PRODUCT,
    CUSTOMER_CHANGED_MIND,
    TECHNICAL_PROBLEM,
    OTHER
  }

  /** Carries out a quote whose lines can all be cancelled. */
  public static Cancellation of(CancellationQuote quote, Reason reason, Instant now) {
    var lines = quote.cancellable();
    var note = Ulids.next(now);
    Map<Integer, Entitlement> states = new HashMap<>();
    quote.entitlements().forEach(each -> states.put(each.id().line(), each));
    var after =
        lines.stream()
            .map(
                line ->
                    line.entitlement()
                        .afterCancelling(line.quantity(), line.credit().amount(), note, now))
            .toList();
    after.forEach(each -> states.put(each.id().line(), each));
    var order = quote.order();
    return new Cancellation(
        quote,
        order.afterCancelling(List.copyOf(states.values())),
        lines.stream().map(LineQuote.Cancellable::entitlement).toList(),
        after,
        new CreditNote(
            note,
            order.partner(),
            order.customer(),
            order.id(),
            now,
            lines.stream().map(Cancellation::credited).toList()),
        reason,
        now);
  }

  /** Tells how much of the lines' software it ends. */
  public SoftwareEnded softwareEnded() {
    return SoftwareEnded.by(quote.cancellable());
  }

  private static LedgerLine credited(LineQuote.Cancellable line) {
    var bought = line.entitlement().purchase();
    return new LedgerLine(
        line.entitlement().id().line(),
        bought.sku(),
        bought.productTitle() + ", " + bought.skuTitle(),
        line.quantity(),
        line.credit().amount(),
        line.credit().tax(),
        bought.terms().name(),
        line.credit().explanation());
  }
}
