package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
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

  /** Uses these stores. */
  public ReadInvoices(Ledger ledger, Invoices invoices) {
    this.ledger = ledger;
    this.invoices = invoices;
  }

  /** How a partner's month stands. */
  public sealed interface Month {
    /** Gives whose month it is. */
    PartnerId partner();

    /** Gives which month it is. */
    YearMonth month();

    /** Its invoices are issued and never change: one for each currency, none if it had nothing. */
    record Issued(PartnerId partner, YearMonth month, List<Invoice> invoices) implements Month {
      /** Copies the list in. */
      public Issued {
        invoices = List.copyOf(invoices);
      }
    }

    /** It is not issued yet: whatever it comes to can change. */
    record InProgress(PartnerId partner, YearMonth month, BillingAccount account)
        implements Month {}
  }

  /** Tells how a month stands. */
  public Month month(PartnerId partner, YearMonth month) {
    var account = invoices.account(partner).orElseGet(() -> BillingAccount.of(partner));
    return month.isAfter(account.issuedThrough())
        ? new Month.InProgress(partner, month, account)
        : new Month.Issued(partner, month, invoices.list(partner, month));
  }

  /**
   * Gives what a month in progress comes to, by currency, from its entries so far. A credit that is
   * carried over is in it once the invoices before it are issued.
   */
  public List<Settlement> preview(Month.InProgress month) {
    var tally = new Tally();
    forEach(month, tally::add);
    var account = month.account();
    return tally.settlements(account.next().equals(month.month()) ? account.carried() : Map.of());
  }

  /** Hands on every entry of a month, in the ledger's order, in bounded memory. */
  public void forEach(Month month, Consumer<LedgerEntry> sink) {
    Optional<String> after = Optional.empty();
    do {
      var page = page(month, MOST_READ, after);
      page.entries().forEach(sink);
      after = page.next();
    } while (after.isPresent());
  }

  /**
   * Lists entries of a month, in the ledger's order; looks at 2,000 at most, so that a page may be
   * short.
   *
   * @param currency of which alone
   */
  public Ledger.Page list(
      Month month, Optional<Currency> currency, int limit, Optional<String> after) {
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

  private Ledger.Page page(Month month, int limit, Optional<String> after) {
    return switch (month) {
      case Month.InProgress open -> ledger.list(open.partner(), open.month(), limit, after);
      case Month.Issued issued ->
          issued.invoices().stream()
              .flatMap(invoice -> invoice.roll().stream())
              .findFirst()
              .map(roll -> invoices.entries(issued.partner(), roll, limit, after))
              .orElseGet(() -> new Ledger.Page(List.of(), Optional.empty()));
    };
  }
}
