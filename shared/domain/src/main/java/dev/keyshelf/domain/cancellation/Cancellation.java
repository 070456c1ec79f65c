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
import java.util.Optional;

/**
 * The cancellation of an order's lines: the changes that it makes and the credit that it books.
 *
 * @param order the order after the cancellation
 * @param before the entitlements to change, as they were read
 * @param after the same entitlements after the cancellation
 */
public record Cancellation(
    CancellationQuote quote,
    Order order,
    List<Entitlement> before,
    List<Entitlement> after,
    CreditNote creditNote,
    Reason reason,
    Instant cancelledAt) {
  /** Copies the lists. */
  public Cancellation {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Why the partner cancels. */
  public record Reason(ReasonCode code, String text) {
    /** Returns a copy with the product keys in its text masked. */
    public Reason masked(KeyMask mask) {
      return new Reason(code, mask.masked(text));
    }

    /** Returns the code, followed by the text if there is one. */
    @Override
    public String toString() {
      return text.isEmpty() ? code.name() : code + ": " + text;
    }
  }

  /** The reasons that a partner can give, and that none was given. */
  public enum ReasonCode {
    ORDERED_BY_MISTAKE,
    WRONG_PRODUCT,
    CUSTOMER_CHANGED_MIND,
    TECHNICAL_PROBLEM,
    OTHER,
    /** A self-service cancel needs no reason. */
    NOT_STATED
  }

  /** Returns the cancellation of a quote's lines, all of which must be cancellable. */
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
            lines.stream().map(Cancellation::credited).toList(),
            order.billedTo(),
            order.chargeId(),
            Optional.of(reason.toString())),
        reason,
        now);
  }

  /** Returns how much of the lines' software the cancellation ends. */
  public SoftwareEnded softwareEnded() {
    return SoftwareEnded.by(quote.cancellable());
  }

  private static LedgerLine credited(LineQuote.Cancellable line) {
    return LedgerLine.of(
            line.entitlement().id().line(),
            line.entitlement().purchase(),
            line.quantity(),
            line.credit().amount(),
            line.credit().tax(),
            line.credit().explanation())
        .after(line.entitlement().credited());
  }
}
