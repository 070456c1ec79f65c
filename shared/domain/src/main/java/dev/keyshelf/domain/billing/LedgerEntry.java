package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A charge or a credit note of an order. It never changes once written. Amounts are not negative in
 * either kind.
 */
public sealed interface LedgerEntry {
  /** Returns the id, which is a ULID. */
  String id();

  /** Returns the partner that is invoiced. */
  PartnerId partner();

  /** Returns the customer that the order was placed for. */
  CustomerId customer();

  /** Returns the order that was placed or cancelled. */
  OrderId order();

  /** Returns the instant of the booking. The entry belongs to the UTC month of this instant. */
  Instant at();

  /** Returns the customer as it stood at the purchase; empty for orders of release 0.1.0. */
  Optional<BilledCustomer> billedTo();

  /** Returns one or more lines, all in one currency. */
  List<LedgerLine> lines();

  /** Returns the total of the lines. */
  default Money amount() {
    return lines().stream().map(LedgerLine::amount).reduce(Money::plus).orElseThrow();
  }

  /** Returns the part of the total that is tax. */
  default Money tax() {
    return lines().stream().map(LedgerLine::tax).reduce(Money::plus).orElseThrow();
  }

  /** Returns an amount of this entry as an invoice counts it: negated if this is a credit note. */
  default Money signed(Money amount) {
    return switch (this) {
      case Charge _ -> amount;
      case CreditNote _ -> amount.negated();
    };
  }

  /** Returns the purchase order number of the order, if it has one. */
  default Optional<String> purchaseOrderNumber() {
    return lines()
        .getFirst()
        .particulars()
        .flatMap(each -> each.references().purchaseOrderNumber());
  }

  /** Returns the entry's place in the ledger. */
  default LedgerKey key() {
    return new LedgerKey(at(), id());
  }

  /** Returns the billing month. */
  default YearMonth month() {
    return YearMonth.from(at().atOffset(ZoneOffset.UTC));
  }

  /** The amount that an order costs. */
  record Charge(
      String id,
      PartnerId partner,
      CustomerId customer,
      OrderId order,
      Instant at,
      List<LedgerLine> lines,
      Optional<BilledCustomer> billedTo)
      implements LedgerEntry {
    /** Copies the lines. */
    public Charge {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The amount that a cancellation gives back.
   *
   * @param charge the id of the charge that it undoes, or a part of; empty for orders of release
   *     0.1.0, each of which has one charge
   * @param reason why it was cancelled: the code, and after it what was said; empty for entries of
   *     release 0.1.0
   */
  record CreditNote(
      String id,
      PartnerId partner,
      CustomerId customer,
      OrderId order,
      Instant at,
      List<LedgerLine> lines,
      Optional<BilledCustomer> billedTo,
      Optional<String> charge,
      Optional<String> reason)
      implements LedgerEntry {
    /** Copies the lines. */
    public CreditNote {
      lines = List.copyOf(lines);
    }
  }
}
