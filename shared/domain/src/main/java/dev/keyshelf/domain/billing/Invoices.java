package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The invoices of partners, and how far each partner is invoiced. */
public interface Invoices {
  /** Finds a partner's account; empty before its first invoice or empty month. */
  Optional<BillingAccount> account(PartnerId partner);

  /**
   * Writes which entries a roll names, before any invoice says so; again, it changes nothing.
   *
   * @param keys all of them, in the ledger's order
   */
  void enrol(PartnerId partner, Roll roll, List<LedgerKey> keys);

  /** Gives the ids of the entries of one month of the ledger that any of these rolls names. */
  Set<String> enrolled(PartnerId partner, YearMonth month, List<String> rolls);

  /**
   * Issues the invoices of a month, all or none: the account moves on, and each invoice is added.
   *
   * @param invoices none, or one for each currency, at most 99
   * @return STALE when the account is not {@code before} any more
   */
  Commit issue(Optional<BillingAccount> before, BillingAccount after, List<Invoice> invoices);

  /** Gives the invoices of a month, by currency. */
  List<Invoice> list(PartnerId partner, YearMonth month);

  /** Lists invoices, those of the last month first; of one month by currency, backwards. */
  Page list(PartnerId partner, int limit, Optional<Position> after);

  /** Where a page ended. */
  record Position(YearMonth month, String currency) {}

  /** Some invoices, and where to go on if there may be more. */
  record Page(List<Invoice> invoices, Optional<Position> next) {
    /** Copies the list in. */
    public Page {
      invoices = List.copyOf(invoices);
    }
  }

  /**
   * Lists the entries that a roll names, in the ledger's order; pages may be short.
   *
   * @param after where an earlier page ended, in one of the roll's months
   */
  Ledger.Page entries(PartnerId partner, Roll roll, int limit, Optional<LedgerKey> after);

  /** Gives the month up to which every partner of a shard of the registry is done, if any is. */
  Optional<YearMonth> doneThrough(int shard);

  /** Notes that every partner of a shard is done up to a month; never takes it back. */
  void done(int shard, YearMonth through);
}
