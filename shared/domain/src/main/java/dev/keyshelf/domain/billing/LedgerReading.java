package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a partner's ledger page by page, and finds the entries that came too late. */
final class LedgerReading {
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final Invoices invoices;
  private final TimeLeft timeLeft;

  /**
   * Uses these stores.
   *
   * @param timeLeft checked before each page that is read
   */
  LedgerReading(Ledger ledger, Invoices invoices, TimeLeft timeLeft) {
    this.ledger = ledger;
    this.invoices = invoices;
    this.timeLeft = timeLeft;
  }

  /**
   * Passes the entries of a month to {@code sink}, in the ledger's order.
   *
   * @return false if the time ran out first
   */
  boolean month(PartnerId partner, YearMonth month, Consumer<LedgerEntry> sink) {
    Optional<LedgerKey> after = Optional.empty();
    do {
      if (timeLeft.isOver()) {
        return false;
      }
      var page = ledger.list(partner, month, PAGE, after);
      page.entries().forEach(sink);
      after = page.next();
    } while (after.isPresent());
    return true;
  }

  /**
   * Passes the late entries to {@code sink}, in the ledger's order. An entry is late if it was
   * written after its month's invoices were issued, and is on no invoice yet. It goes on the
   * invoices of the next month that is issued.
   *
   * @return false if the time ran out first
   */
  boolean late(BillingAccount account, Consumer<LedgerEntry> sink) {
    for (var month : account.watchedMonths()) {
      var covered = new Covered(account, month);
      var inTime =
          month(
              account.partner(),
              month,
              entry -> {
                if (!covered.names(entry)) {
                  sink.accept(entry);
                }
              });
      if (!inTime) {
        return false;
      }
    }
    return true;
  }

  /** The entries of a month that are on an invoice. They are read only if the month has entries. */
  private final class Covered {
    private final BillingAccount account;
    private final YearMonth month;
    private Optional<Set<String>> ids = Optional.empty();

    Covered(BillingAccount account, YearMonth month) {
      this.account = account;
      this.month = month;
    }

    boolean names(LedgerEntry entry) {
      if (ids.isEmpty()) {
        ids = Optional.of(invoices.enrolled(account.partner(), month, account.rollsFor(month)));
      }
      return ids.get().contains(entry.id());
    }
  }
}
