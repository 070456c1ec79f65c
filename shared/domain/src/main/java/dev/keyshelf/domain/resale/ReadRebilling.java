package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerKey;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads the entries of a partner's month at the partner's resale prices. */
public final class ReadRebilling {
  /** The prices for so many entries are read at a time. */
  private static final int AT_A_TIME = 200;

  private final ReadInvoices reading;
  private final PriceLists lists;
  private final Entitlements entitlements;

  /** Uses these stores. */
  public ReadRebilling(ReadInvoices reading, PriceLists lists, Entitlements entitlements) {
    this.reading = reading;
    this.lists = lists;
    this.entitlements = entitlements;
  }

  /** A filter for entries. Empty fields match all of them. */
  public record Wanted(Optional<CustomerId> customer, Optional<Currency> currency) {
    boolean includes(LedgerEntry entry) {
      return customer.map(entry.customer()::equals).orElse(true)
          && currency.map(entry.amount().currency()::equals).orElse(true);
    }
  }

  /** Some entries, and where the next page starts if there may be more. */
  public record Page(List<Rebilled> entries, Optional<LedgerKey> next) {}

  /**
   * A first page.
   *
   * @param totals of all wanted entries, by currency; empty if the page did not examine all
   */
  public record FirstPage(Page page, Optional<List<RebilledTotals>> totals) {}

  /**
   * Returns the rebilling of a month. It reads the version of a price list that holds at the end of
   * a month, and each further one in that month. It reads one again for SKUs that no entry before
   * had, and if more than 100,000 prices of other customers were used since.
   */
  public Rebilling of(Month month, Wanted wanted) {
    return new Rebilling(
        month,
        wanted,
        new Resale(new PriceBook(asked -> lists.inForce(month.partner(), asked)), entitlements));
  }

  /** The rebilling of a month. */
  public final class Rebilling {
    private final Month month;
    private final Wanted wanted;
    private final Resale resale;

    private Rebilling(Month month, Wanted wanted, Resale resale) {
      this.month = month;
      this.wanted = wanted;
      this.resale = resale;
    }

    /** Returns the month. */
    public Month month() {
      return month;
    }

    /**
     * Passes each entry of the month to {@code sink}, in the ledger's order, in bounded memory:
     * with its resale prices if it is wanted.
     */
    public void forEachEntry(BiConsumer<LedgerEntry, Optional<Rebilled>> sink) {
      var read = new ArrayList<LedgerEntry>();
      reading.forEach(
          month,
          entry -> {
            read.add(entry);
            if (read.size() == AT_A_TIME) {
              pass(read, sink);
              read.clear();
            }
          });
      pass(read, sink);
    }

    private void pass(List<LedgerEntry> entries, BiConsumer<LedgerEntry, Optional<Rebilled>> sink) {
      var rebilled = resale.rebilled(entries.stream().filter(wanted::includes).toList()).iterator();
      for (var entry : entries) {
        sink.accept(
            entry, wanted.includes(entry) ? Optional.of(rebilled.next()) : Optional.empty());
      }
    }

    /** Passes each wanted entry to {@code sink}, in the ledger's order, in bounded memory. */
    public void forEach(Consumer<Rebilled> sink) {
      forEachEntry((_, rebilled) -> rebilled.ifPresent(sink));
    }

    /** Returns the first page. The bounds of {@link ReadInvoices#list} apply. */
    public FirstPage first(int limit) {
      var examined =
          reading.list(month, wanted::includes, ReadInvoices.MOST_EXAMINED, Optional.empty());
      var isWhole = examined.next().isEmpty();
      var entries = examined.entries();
      var shown = entries.subList(0, Math.min(limit, entries.size()));
      var next =
          shown.size() < entries.size() ? Optional.of(shown.getLast().key()) : examined.next();
      var rebilled = resale.rebilled(isWhole ? entries : shown);
      return new FirstPage(
          new Page(rebilled.subList(0, shown.size()), next),
          isWhole ? Optional.of(RebilledTotals.of(rebilled)) : Optional.empty());
    }

    /** Lists entries in the ledger's order. The bounds of {@link ReadInvoices#list} apply. */
    public Page list(int limit, Optional<LedgerKey> after) {
      var page = reading.list(month, wanted::includes, limit, after);
      return new Page(resale.rebilled(page.entries()), page.next());
    }
  }
}
