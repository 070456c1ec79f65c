package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.Particulars;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.resale.PriceBook.Price;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Prices ledger entries. A charge is its units at their resale price. A credit is the same part of
 * that amount as it is of the purchase: what all credits of the line give back including this one,
 * less what those before gave back, each rounded half-up once. So the credits of a line never
 * exceed its charge, and they add up to exactly the charge if all of the purchase is credited.
 */
final class Resale {
  private final PriceBook book;
  private final Entitlements entitlements;

  Resale(PriceBook book, Entitlements entitlements) {
    this.book = book;
    this.entitlements = entitlements;
  }

  /**
   * What was bought by the order line.
   *
   * @param unitPrice what the partner paid for a unit
   */
  private record Bought(int units, Money unitPrice) {}

  /** Returns these entries at resale prices. The price lists are read several at a time. */
  List<Rebilled> rebilled(List<LedgerEntry> entries) {
    book.read(
        entries.stream()
            .flatMap(entry -> entry.lines().stream().map(line -> place(entry, line)))
            .toList());
    return entries.stream().map(this::rebilled).toList();
  }

  private Rebilled rebilled(LedgerEntry entry) {
    return new Rebilled(entry, entry.lines().stream().map(line -> priced(entry, line)).toList());
  }

  private static PriceBook.Bought place(LedgerEntry entry, LedgerLine line) {
    var day = LocalDate.ofInstant(boughtAt(entry), ZoneOffset.UTC);
    return new PriceBook.Bought(entry.customer(), day, line.sku());
  }

  /**
   * Returns when the software was bought. A charge's id has this instant. Credits for orders of
   * release 0.1.0 do not name their charge, but the order's id has the same instant.
   */
  private static Instant boughtAt(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Charge charge -> charge.at();
      case LedgerEntry.CreditNote note ->
          Ulids.madeAt(note.charge().orElseGet(() -> note.order().value()));
    };
  }

  private Rebilled.Line priced(LedgerEntry entry, LedgerLine line) {
    var bought = bought(entry, line);
    var price = book.price(place(entry, line), bought.unitPrice());
    var amount =
        switch (entry) {
          case LedgerEntry.Charge _ -> price.unit().times(line.quantity());
          case LedgerEntry.CreditNote _ -> credit(line, bought, price);
        };
    return new Rebilled.Line(price.unit(), amount, price.basis());
  }

  private static Money credit(LedgerLine line, Bought bought, Price price) {
    var paid = bought.unitPrice().times(bought.units());
    if (!paid.isPositive()) {
      return price.unit().times(line.quantity()); // A part of nothing is counted in units.
    }
    var before =
        line.particulars()
            .flatMap(Particulars::creditedBefore)
            .orElseGet(() -> Money.zero(paid.currency()));
    return credit(price.unit().times(bought.units()), paid, before, line.amount());
  }

  /**
   * Returns what a credit gives back at resale prices.
   *
   * @param charged what the whole line was rebilled at
   * @param paid what the partner paid for it, more than zero
   * @param before what earlier credits of the line gave back to the partner
   * @param credit what this credit gives back to the partner
   */
  static Money credit(Money charged, Money paid, Money before, Money credit) {
    return part(charged, before.plus(credit), paid).minus(part(charged, before, paid));
  }

  private static Money part(Money charged, Money credited, Money paid) {
    return charged.share(credited.minorUnits(), paid.minorUnits());
  }

  private Bought bought(LedgerEntry entry, LedgerLine line) {
    return line.particulars()
        .map(its -> new Bought(its.units().orElse(line.quantity()), its.unitPrice()))
        .orElseGet(
            () ->
                switch (entry) {
                  case LedgerEntry.Charge _ -> boughtBefore(line);
                  case LedgerEntry.CreditNote note -> boughtBefore(note, line);
                });
  }

  /** Returns what a line of release 0.1.0 charged. Its amount is a whole number of unit prices. */
  private static Bought boughtBefore(LedgerLine line) {
    var units = BigInteger.valueOf(line.quantity());
    return new Bought(line.quantity(), line.amount().share(BigInteger.ONE, units));
  }

  /** Returns what a line was about that release 0.1.0 credited. Its purchase says it. */
  private Bought boughtBefore(LedgerEntry.CreditNote note, LedgerLine line) {
    var id = EntitlementId.of(note.order(), line.line());
    return entitlements
        .find(note.partner(), note.customer(), id)
        .map(its -> new Bought(its.purchase().quantity(), its.purchase().unitPrice()))
        .orElseThrow(() -> new IllegalStateException("a credit is for no purchase"));
  }
}
