package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.BillingAccount;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.billing.Ledger;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerKey;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.order.Order;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The steps of billing tests. */
final class Billing {
  private final Wiring ports;
  private final Steps steps;

  Billing(Wiring ports) {
    this.ports = ports;
    this.steps = new Steps(ports);
  }

  static YearMonth month(String text) {
    return YearMonth.parse(text);
  }

  static Money usd(String amount) {
    return Money.of(amount, "USD");
  }

  /** Buys one perpetual licence. */
  Order bought(String at, String amount, String currency) {
    return steps.placed(perpetual().times(1).priced(amount, currency).on(Instant.parse(at)));
  }

  Order bought(String at, String amount) {
    return bought(at, amount, "USD");
  }

  void cancelled(Order order, String at) {
    steps.cancelled(order, Instant.parse(at));
  }

  /**
   * Stores an account of the partner from which no invoice can be made, because it carries a debt.
   */
  void isBroken() {
    var account = BillingAccount.of(PARTNER);
    var debt = new TreeMap<>(Map.of("USD", usd("1.00")));
    var broken =
        new BillingAccount(
            PARTNER, 0, account.issuedThrough(), account.settledThrough(), List.of(), debt);
    assertThat(ports.invoices().issue(Optional.empty(), broken, List.of())).isEqualTo(Commit.DONE);
  }

  IssueInvoices issuing() {
    return new IssueInvoices(ports.partners(), ports.ledger(), ports.invoices());
  }

  /** Runs the job with enough time, and returns the number of issued invoices. */
  int issued(String now) {
    var report = issuing().issue(Instant.parse(now), TimeLeft.ENDLESS);
    assertThat(report.failed()).isEmpty();
    assertThat(report.complete()).isTrue();
    return report.issued();
  }

  /** Returns all invoices of the partner, oldest first. */
  List<Invoice> all() {
    return all(PARTNER, 100);
  }

  List<Invoice> all(PartnerId partner, int limit) {
    var all = new ArrayList<Invoice>();
    var page = ports.invoices().list(partner, limit, Optional.empty());
    all.addAll(page.invoices());
    while (page.next().isPresent()) {
      page = ports.invoices().list(partner, limit, page.next());
      all.addAll(page.invoices());
    }
    return all.reversed();
  }

  /** Returns the one invoice of a month. */
  Invoice of(String month) {
    var invoices = ports.invoices().list(PARTNER, month(month));
    assertThat(invoices).hasSize(1);
    return invoices.getFirst();
  }

  ReadInvoices reading() {
    return new ReadInvoices(ports.ledger(), ports.invoices());
  }

  /** Returns the entries of a month as the API shows it. */
  List<LedgerEntry> entries(String month) {
    return entries(month, 100);
  }

  List<LedgerEntry> entries(String month, int limit) {
    var shown = reading().month(PARTNER, month(month));
    var all = new ArrayList<LedgerEntry>();
    Optional<LedgerKey> after = Optional.empty();
    Ledger.Page page;
    do {
      page = reading().list(shown, Optional.empty(), limit, after);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.entries());
      after = page.next();
    } while (after.isPresent());
    return all;
  }
}
