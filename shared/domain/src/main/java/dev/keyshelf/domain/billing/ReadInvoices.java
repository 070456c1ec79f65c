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
import java.util.function.Predicate;

/** Reads a partner's billing months: the issued invoices, or the entries so far. */
public final class ReadInvoices {
  /** The most entries that one page examines. */
  public static final int MOST_EXAMINED = 2_000;

  /** The most lines of the entries of one page, so that its JSON fits into an answer. */
  private static final int MOST_LINES = 2_000;

  private static final int MOST_READ = 500;
  private static final int MOST_COUNTED = 100;

  private final Ledger ledger;
  private final Invoices invoices;
  private final LedgerReading reading;

  /** Uses these stores. */
  public ReadInvoices(Ledger ledger, Invoices invoices) {
    this.ledger = ledger;
    this.invoices = invoices;
    this.reading = new LedgerReading(ledger, invoices, TimeLeft.ENDLESS);
  }

  /** The state of a partner's month. */
  public sealed interface Month {
    /** Returns the partner. */
    PartnerId partner();

    /** Returns the month. */
    YearMonth month();

    /** Returns whether a page of the month's entries can have ended at a place. */
    boolean reaches(LedgerKey place);

    /**
     * The month's invoices are issued and never change. There is one for each currency, or none if
     * the month had no entries.
     */
    record Issued(PartnerId partner, YearMonth month, List<Invoice> invoices) implements Month {
      /** Copies the list. */
      public Issued {
        invoices = List.copyOf(invoices);
      }

      @Override
      public boolean reaches(LedgerKey place) {
        return roll().stream()
            .flatMap(roll -> roll.ranges().stream())
            .anyMatch(range -> range.spans(place));
      }

      /** Returns the roll that names the month's entries; empty if it has none. */
      private Optional<Roll> roll() {
        return invoices.stream().flatMap(invoice -> invoice.roll().stream()).findFirst();
      }
    }

    /** The month is not issued yet, so its totals can change. */
    record InProgress(PartnerId partner, YearMonth month, BillingAccount account, LateEntries late)
        implements Month {
      @Override
      public boolean reaches(LedgerKey place) {
        return place.month().equals(month)
            || (isNext() && account.watchedMonths().contains(place.month()));
      }

      /**
       * Returns whether this is the next month to issue. Late entries of earlier months go on its
       * invoices.
       */
      private boolean isNext() {
        return account.next().equals(month);
      }
    }
  }

  /** Returns the state of a month. */
  public Month month(PartnerId partner, YearMonth month) {
    var account = invoices.account(partner).orElseGet(() -> BillingAccount.of(partner));
    return month.isAfter(account.issuedThrough())
        ? new Month.InProgress(partner, month, account, new LateEntries(reading, account))
        : new Month.Issued(partner, month, invoices.list(partner, month));
  }

  /**
   * Finds an issued invoice or credit note by its number as it is printed. Reads its month alone if
   * the number is of a series, and else the invoices from the newest down to it.
   */
  public Optional<Invoice> find(PartnerId partner, String number) {
    return NumberScheme.canBeOfSeries(number)
        ? invoices.inSeries(partner, number)
        : Invoice.count(number)
            .flatMap(count -> counted(partner, count))
            .filter(its -> its.numberText().equals(number));
  }

  private Optional<Invoice> counted(PartnerId partner, long count) {
    Optional<Invoices.Position> after = Optional.empty();
    do {
      var page = invoices.list(partner, MOST_COUNTED, after);
      for (var invoice : page.invoices()) {
        // They are counted in the order of the list, in which the newest is the first.
        if (invoice.number() <= count) {
          return Optional.of(invoice);
        }
      }
      after = page.next();
    } while (after.isPresent());
    return Optional.empty();
  }

  /**
   * Returns the totals of a month in progress, by currency, from its entries so far. Late entries
   * of earlier months and carried credits are included only in the next month to issue.
   */
  public List<Settlement> preview(Month.InProgress month) {
    var tally = new Tally();
    forEach(month, tally::add);
    return tally.settlements(month.isNext() ? month.account().carried() : Map.of());
  }

  /** Returns the finder of the documents that charged what the month's credits give back. */
  public ChargeDocuments charges(Month month) {
    return new ChargeDocuments(ledger, invoices, month);
  }

  /** Passes each entry of a month to {@code sink}, in the ledger's order, in bounded memory. */
  public void forEach(Month month, Consumer<LedgerEntry> sink) {
    Optional<LedgerKey> after = Optional.empty();
    do {
      var page = page(month, MOST_READ, after);
      page.entries().forEach(sink);
      after = page.next();
    } while (after.isPresent());
  }

  /**
   * Lists entries of a month, in the ledger's order. A page examines about 2,000 entries at most,
   * and ends before its entries have more than 2,000 lines, so it may be short. Late entries of
   * earlier months are searched for once, without that limit.
   *
   * @param currency the currency of the entries; empty for all
   * @param after a place that the month {@linkplain Month#reaches reaches}
   */
  public Ledger.Page list(
      Month month, Optional<Currency> currency, int limit, Optional<LedgerKey> after) {
    return list(
        month, entry -> currency.map(entry.amount().currency()::equals).orElse(true), limit, after);
  }

  /** Lists the entries of a month that a filter wants, within the same bounds. */
  public Ledger.Page list(
      Month month, Predicate<LedgerEntry> wanted, int limit, Optional<LedgerKey> after) {
    var found = new ArrayList<LedgerEntry>();
    var next = after;
    var examined = 0;
    var lines = 0;
    do {
      var page = page(month, limit - found.size(), next);
      var last = next;
      for (var entry : page.entries()) {
        if (wanted.test(entry)) {
          lines += entry.lines().size();
          if (lines > MOST_LINES) {
            return new Ledger.Page(found, last);
          }
          found.add(entry);
        }
        last = Optional.of(entry.key());
      }
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

  /**
   * Lists a page of an open month. Late entries come before the month's own, so pages that start
   * after them do not read them again.
   */
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
