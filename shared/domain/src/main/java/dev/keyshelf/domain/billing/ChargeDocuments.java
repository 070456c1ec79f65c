package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the documents that charged what the credits of one month give back. It keeps what it read,
 * within bounded memory, so many credits of a few months need few reads.
 */
public final class ChargeDocuments {
  /** Each part has up to 2,000 ids. */
  private static final int MOST_PARTS = 100;

  private static final int MOST_ORDERS = 10_000;

  private final Ledger ledger;
  private final Invoices invoices;
  private final Month shown;
  private final Map<YearMonth, List<Invoice>> issued = new HashMap<>();
  private final Map<Ordered, ChargedOn> known = new HashMap<>();

  /** The parts that were used last, the latest at the end. */
  private final List<Part> parts = new ArrayList<>();

  ChargeDocuments(Ledger ledger, Invoices invoices, Month shown) {
    this.ledger = ledger;
    this.invoices = invoices;
    this.shown = shown;
  }

  /**
   * The document that has a charge.
   *
   * @param month of the document; if it is not issued yet, the month that it will be of
   * @param number as it is printed; empty if it is not issued yet
   */
  public record ChargedOn(YearMonth month, Optional<String> number) {}

  /** What the credits of one charge have in common. */
  private record Ordered(OrderId order, Currency currency) {}

  private record Part(Roll roll, RollPart names) {
    boolean isOf(Roll other) {
      return roll.id().equals(other.id());
    }
  }

  /**
   * Returns the document that has the charge of a credit of the month. It can be the credit's own.
   *
   * @return empty for a charge
   */
  public Optional<ChargedOn> of(LedgerEntry entry) {
    if (!(entry instanceof LedgerEntry.CreditNote note)) {
      return Optional.empty();
    }
    var key = new Ordered(note.order(), note.amount().currency());
    var found = Optional.ofNullable(known.get(key));
    if (found.isEmpty()) {
      found = charge(note).map(charge -> find(note, charge));
      if (known.size() == MOST_ORDERS) {
        known.clear();
      }
      found.ifPresent(document -> known.put(key, document));
    }
    return found;
  }

  /**
   * Returns the place of a credit's charge. The id of a charge is a ULID of its instant. If release
   * 0.1.0 charged it, the ledger is read at the instant of the order.
   */
  private Optional<LedgerKey> charge(LedgerEntry.CreditNote note) {
    if (note.charge().isPresent()) {
      var id = note.charge().get();
      return Optional.of(new LedgerKey(Ulids.madeAt(id), id));
    }
    return ledger.at(note.partner(), Ulids.madeAt(note.order().value())).stream()
        .filter(each -> each instanceof LedgerEntry.Charge && each.order().equals(note.order()))
        .map(LedgerEntry::key)
        .findFirst();
  }

  /** An entry is on the document of its month, or if it came late, on that of a later month. */
  private ChargedOn find(LedgerEntry.CreditNote note, LedgerKey charge) {
    return switch (shown) {
      case Month.Issued own -> {
        // A charge is written before its credit, so it is on no later document.
        var before = own.month().minusMonths(1);
        yield among(note, charge, before)
            .orElseGet(() -> named(own.invoices(), note).orElseThrow());
      }
      case Month.InProgress open -> {
        var next = open.account().next();
        yield among(note, charge, open.account().issuedThrough())
            .orElseGet(
                () ->
                    new ChargedOn(
                        charge.month().isBefore(next) ? next : charge.month(), Optional.empty()));
      }
    };
  }

  /** Searches the documents of the months from the charge's own to {@code last}, inclusive. */
  private Optional<ChargedOn> among(LedgerEntry.CreditNote note, LedgerKey charge, YearMonth last) {
    for (var month = charge.month(); !month.isAfter(last); month = month.plusMonths(1)) {
      var documents = issued.computeIfAbsent(month, each -> invoices.list(note.partner(), each));
      var roll = documents.stream().flatMap(each -> each.roll().stream()).findFirst();
      if (roll.isPresent() && names(note.partner(), roll.get(), charge)) {
        return named(documents, note);
      }
    }
    return Optional.empty();
  }

  /** Returns the document in the currency of a credit, which is that of its charge. */
  private static Optional<ChargedOn> named(List<Invoice> documents, LedgerEntry.CreditNote note) {
    return documents.stream()
        .filter(each -> each.currency().equals(note.amount().currency()))
        .map(each -> new ChargedOn(each.month(), Optional.of(each.numberText())))
        .findFirst();
  }

  private boolean names(PartnerId partner, Roll roll, LedgerKey charge) {
    if (roll.ranges().stream().noneMatch(range -> range.spans(charge))) {
      return false;
    }
    return part(partner, roll, charge).filter(each -> each.ids().contains(charge.id())).isPresent();
  }

  private Optional<RollPart> part(PartnerId partner, Roll roll, LedgerKey charge) {
    var kept =
        parts.stream().filter(each -> each.isOf(roll) && each.names().spans(charge)).findFirst();
    var used =
        kept.or(() -> invoices.part(partner, roll, charge).map(read -> new Part(roll, read)));
    used.ifPresent(this::keep);
    return used.map(Part::names);
  }

  private void keep(Part used) {
    parts.removeIf(
        each -> each.isOf(used.roll()) && each.names().last().equals(used.names().last()));
    if (parts.size() == MOST_PARTS) {
      parts.removeFirst();
    }
    parts.addLast(used);
  }
}
