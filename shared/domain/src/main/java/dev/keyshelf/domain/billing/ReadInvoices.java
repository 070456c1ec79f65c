package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a partner's months: as they were issued, or, before that, as they stand. */
public final class ReadInvoices {
  /** What one page looks at, at most. */
  private static final int MOST_EXAMINED = 2_000;

  private static final int MOST_READ = 500;

  private final Ledger ledger;
  private final Invoices invoices;
  private final LedgerReading reading;

  /** Uses these stores. */
  public ReadInvoices(Ledger ledger, Invoices invoices) {
    this.ledger = ledger;
    this.invoices = invoices;
    this.reading = new LedgerReading(ledger, invoices, TimeLeft.ENDLESS);
  }

  /** How a partner's month stands. */
  public sealed interface Month {
    /** Gives whose month it is. */
    PartnerId partner();

    /** Gives which month it is. */
    YearMonth month();

    /** Tells whether a page of its entries can have ended there. */
    boolean reaches(LedgerKey place);

    /** Its invoices are issued and never change: one for each currency, none if it had nothing. */
    record Issued(PartnerId partner, YearMonth month, List<Invoice> invoices) implements Month {
      /** Copies the list in. */
      public Issued {
        invoices = List.copyOf(invoices);
      }

      @Override
      public boolean reaches(LedgerKey place) {
        return roll().stream()
            .flatMap(roll -> roll.ranges().stream())
            .anyMatch(
                range -> place.compareTo(range.first()) >= 0 && place.compareTo(range.last()) <= 0);
      }

      /** Gives what names its entries; empty when it has none. */
      private Optional<Roll> roll() {
        return invoices.stream().flatMap(invoice -> invoice.roll().stream()).findFirst();
      }
    }

    /** It is not issued yet: whatever it comes to can change. */
    record InProgress(PartnerId partner, YearMonth month, BillingAccount account, LateEntries late)
        implements Month {
      @Override
      public boolean reaches(LedgerKey place) {
        return place.month().equals(month)
            || (isNext() && account.watchedMonths().contains(place.month()));
      }

      /**
       * Tells whether it is the month that is issued next: what came late to the months before goes
       * on its invoices.
       */
      private boolean isNext() {
        return account.next().equals(month);
      }
    }
  }

  /** Tells how a month stands. */
  public Month month(PartnerId partner, YearMonth month) {
    var account = invoices.account(partner).orElseGet(() -> BillingAccount.of(partner));
    return month.isAfter(account.issuedThrough())
        ? new Month.InProgress(partner, month, account, new LateEntries(reading, account))
        : new Month.Issued(partner, month, invoices.list(partner, month));
  }

  /**
   * Gives what a month in progress comes to, by currency, from its entries so far. What came late
   * to the months before it and a credit that is carried over are in it once their invoices are
   * issued.
   */
  public List<Settlement> preview(Month.InProgress month) {
    var tally = new Tally();
    forEach(month, tally::add);
    return tally.settlements(month.isNext() ? month.account().carried() : Map.of());
  }

  /** Hands on every entry of a month, in the ledger's order, in bounded memory. */
  public void forEach(Month month, Consumer<LedgerEntry> sink) {
    Optional<LedgerKey> after = Optional.empty();
    do {
      var page = page(month, MOST_READ, after);
      page.entries().forEach(sink);
      after = page.next();
    } while (after.isPresent());
  }

  /**
   * Lists entries of a month, in the ledger's order; looks at 2,000 of the month at most, so that a
   * page may be short. What came late to the months before is looked for in all of them, once.
   *
   * @param currency of which alone
   * @param after a place that the month {@linkplain Month#reaches reaches}
   */
  public Ledger.Page list(
      Month month, Optional<Currency> currency, int limit, Optional<LedgerKey> after) {
    var found = new ArrayList<LedgerEntry>();
    var next = after;
    var examined = 0;
    do {
      var page = page(month, limit - found.size(), next);
      page.entries().stream()
          .filter(entry -> currency.map(entry.amount().currency()::equals).orElse(true))
          .forEach(found::add);
      examined += page.entries().size();
      next = page.next();
    } while (next.isPresent() && found.size() < limit && examined < MOST_EXAMINED);
    return new Ledger.Page(found, next);
  }

  private Ledger.Page page(Month month, int limit, Optional<LedgerKey> after) {
    return switch (month) {
      case Month.InProgress open -> open(open, limit, after);
      case Month.Issued issued ->
          issued
              .roll()
              .map(roll -> invoices.entries(issued.partner(), roll, limit, after))
              .orElseGet(() -> new Ledger.Page(List.of(), Optional.empty()));
    };
  }

  /** What came late stands before the month's own: whoever is past it does not read it again. */
  private Ledger.Page open(Month.InProgress open, int limit, Optional<LedgerKey> after) {
    if (!open.isNext() || after.filter(place -> place.month().equals(open.month())).isPresent()) {
      return ledger.list(open.partner(), open.month(), limit, after);
    }
    var found = new ArrayList<LedgerEntry>();
    open.late().list().stream()
        .filter(entry -> after.map(entry.key()::compareTo).orElse(1) > 0)
        .limit(limit)
        .forEach(found::add);
    if (found.size() == limit) {
      return new Ledger.Page(found, Optional.of(found.getLast().key()));
    }
    var page = ledger.list(open.partner(), open.month(), limit - found.size(), Optional.empty());
    found.addAll(page.entries());
    return new Ledger.Page(found, page.next());
  }
}
