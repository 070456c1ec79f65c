package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** Money that an order moved; never changed once written. Amounts are positive in both kinds. */
public sealed interface LedgerEntry {
  /** Gives the entry's id: a ULID. */
  String id();

  /** Gives who is invoiced. */
  PartnerId partner();

  /** Gives whom it was bought for. */
  CustomerId customer();

  /** Gives the order that moved the money. */
  OrderId order();

  /** Gives when it was booked: it belongs to the UTC month of this instant. */
  Instant at();

  /** Gives the lines: one or more, of one currency. */
  List<LedgerLine> lines();

  /** Gives the sum of the lines. */
  default Money amount() {
    return lines().stream().map(LedgerLine::amount).reduce(Money::plus).orElseThrow();
  }

  /** Gives the part of the sum that is tax. */
  default Money tax() {
    return lines().stream().map(LedgerLine::tax).reduce(Money::plus).orElseThrow();
  }

  /** Gives its place in the ledger. */
  default LedgerKey key() {
    return new LedgerKey(at(), id());
  }

  /** Gives the billing month. */
  default YearMonth month() {
    return YearMonth.from(at().atOffset(ZoneOffset.UTC));
  }

  /** What an order costs. */
  record Charge(
      String id,
      PartnerId partner,
      CustomerId customer,
      OrderId order,
      Instant at,
      List<LedgerLine> lines)
      implements LedgerEntry {
    /** Copies the lines in. */
    public Charge {
      lines = List.copyOf(lines);
    }
  }

  /** What a cancellation gives back. */
  record CreditNote(
      String id,
      PartnerId partner,
      CustomerId customer,
      OrderId order,
      Instant at,
      List<LedgerLine> lines)
      implements LedgerEntry {
    /** Copies the lines in. */
    public CreditNote {
      lines = List.copyOf(lines);
    }
  }
}
