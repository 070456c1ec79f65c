package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The invoices and billing accounts of partners. */
public interface Invoices {
  /** Finds a partner's account; empty until its first month is done. */
  Optional<BillingAccount> account(PartnerId partner);

  /**
   * Writes the entries that a roll names, before any invoice refers to the roll. Writing the same
   * roll again changes nothing.
   *
   * @param keys the keys of all entries, in the ledger's order
   */
  void enrol(PartnerId partner, Roll roll, List<LedgerKey> keys);

  /** Returns the ids of all entries of one ledger month that these rolls name. */
  Set<String> enrolled(PartnerId partner, YearMonth month, List<String> rolls);

  /**
   * Issues the invoices of a month: replaces the account and adds the invoices, all or none.
   *
   * <p>Numbers in a series are taken in the same transaction: each that no document has, and only
   * if the series is still counted as it was read.
   *
   * @param before the account as it was read; empty if the partner had none
   * @param invoices one for each currency, all in one series or all in none; at most 99, or 49 in a
   *     series; may be empty
   * @return STALE if the account is no longer {@code before}: other invoices were issued, or a
   *     credit was paid out. Also if the next number of the series is taken
   */
  Commit issue(Optional<BillingAccount> before, BillingAccount after, List<Invoice> invoices);

  /** Finds how numbers are made; empty if the operator has set no scheme. */
  Optional<NumberScheme> scheme();

  /**
   * Sets how numbers are made, once and for all.
   *
   * @return the scheme that is set now: this one, or another that was set before
   */
  NumberScheme setScheme(NumberScheme scheme, Instant now);

  /** Finds the last number of a series and its date of issue; empty before its first. */
  Optional<LastNumber> last(String series);

  /** The last number of a series, and when its document was issued. */
  record LastNumber(long number, Instant issuedAt) {}

  /**
   * Finds an invoice by its number in a series. Empty if no document has the number, or one of
   * another partner.
   */
  Optional<Invoice> inSeries(PartnerId partner, String number);

  /** Lists the invoices of a month, by currency. */
  List<Invoice> list(PartnerId partner, YearMonth month);

  /** Lists invoices, newest month first; within a month, by currency code in reverse order. */
  Page list(PartnerId partner, int limit, Optional<Position> after);

  /** Where a page ended. */
  record Position(YearMonth month, String currency) {}

  /** Some invoices, and where the next page starts if there may be more. */
  record Page(List<Invoice> invoices, Optional<Position> next) {
    /** Copies the list. */
    public Page {
      invoices = List.copyOf(invoices);
    }

    /**
     * Returns the invoices until they have this many rows of tax, at least one invoice. The next
     * page starts after the last of them.
     */
    public Page withTaxesUpTo(int most) {
      var rows = 0;
      for (int i = 0; i < invoices.size(); i++) {
        rows += invoices.get(i).settlement().totals().taxes().size();
        if (i > 0 && rows > most) {
          var last = invoices.get(i - 1);
          var place = new Position(last.month(), last.currency().getCurrencyCode());
          return new Page(invoices.subList(0, i), Optional.of(place));
        }
      }
      return this;
    }
  }

  /**
   * Lists the entries that a roll names, in the ledger's order. Pages may be short.
   *
   * @param after where the previous page ended, in one of the roll's months
   */
  Ledger.Page entries(PartnerId partner, Roll roll, int limit, Optional<LedgerKey> after);

  /**
   * Returns the part of a roll that spans an entry of its month's ledger, or the part after it.
   * Empty if the roll has no such part.
   */
  Optional<RollPart> part(PartnerId partner, Roll roll, LedgerKey entry);

  /**
   * Returns the month through which every partner of a registry shard is done; empty if there is
   * none.
   */
  Optional<YearMonth> doneThrough(int shard);

  /** Notes that every partner of a shard is done through a month. The note never goes back. */
  void done(int shard, YearMonth through);
}
