package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads a partner's balance, and statements of account. Both are sums of what is recorded. */
public final class ReadBalance {
  private final Invoices invoices;
  private final Payments payments;

  /** Uses these stores. */
  public ReadBalance(Invoices invoices, Payments payments) {
    this.invoices = invoices;
    this.payments = payments;
  }

  /** Returns the balances, one for each currency with an invoice, by code. */
  public List<Balance> balances(PartnerId partner) {
    // Payments are read first. So each of them pays an invoice that is read after it.
    var totals = payments.totals(partner);
    Map<String, Balance> balances = new TreeMap<>();
    for (var invoice : AllInvoices.of(invoices, partner)) {
      var nothing = Money.zero(invoice.currency());
      var settlement = invoice.settlement();
      var gross = settlement.totals().gross();
      var credited = invoice.documentType() == DocumentType.CREDIT_NOTE ? gross : nothing;
      balances.merge(
          invoice.currency().getCurrencyCode(),
          new Balance(gross, credited, nothing, nothing, settlement.due()),
          ReadBalance::sum);
    }
    for (var each : totals) {
      var nothing = Money.zero(each.currency());
      balances.merge(
          each.currency().getCurrencyCode(),
          new Balance(
              nothing, nothing, each.paid(), each.paidOut(), each.overpaid().minus(each.paid())),
          ReadBalance::sum);
    }
    return List.copyOf(balances.values());
  }

  private static Balance sum(Balance one, Balance other) {
    return new Balance(
        one.invoiced().plus(other.invoiced()),
        one.creditNotes().plus(other.creditNotes()),
        one.paid().plus(other.paid()),
        one.paidOut().plus(other.paidOut()),
        one.open().plus(other.open()));
  }

  /** Returns the statement of a month. A month to come opens with what there is so far. */
  public Statement statement(PartnerId partner, YearMonth month, Instant now) {
    var recorded = payments.list(partner, month);
    var totals = payments.totals(partner);
    var issued = AllInvoices.of(invoices, partner);
    Map<String, Money> opening = new TreeMap<>();
    Predicate<YearMonth> isBefore = each -> each.isBefore(month);
    for (var invoice : issued) {
      if (isBefore.test(MonthOfAccount.of(invoice.issuedAt()))) {
        add(opening, invoice.settlement().totals().gross());
      }
    }
    for (var each : totals) {
      if (isBefore.test(each.month())) {
        add(opening, each.paidOut().minus(each.paid()));
      }
    }
    var entries = new ArrayList<Statement.Entry>();
    issued.stream()
        .filter(each -> MonthOfAccount.of(each.issuedAt()).equals(month))
        .forEach(each -> entries.add(new Statement.Invoiced(each)));
    recorded.forEach(each -> entries.add(new Statement.Recorded(each)));
    // The sort is stable, so an invoice comes before a payment of the same time.
    entries.sort(Comparator.comparing(Statement.Entry::at));
    entries.forEach(each -> add(opening, Money.zero(each.amount().currency())));
    return new Statement(
        month,
        MonthOfAccount.isClosed(month, now),
        opening.values().stream()
            .map(each -> account(each, entries))
            .filter(ReadBalance::inUse)
            .toList());
  }

  private static boolean inUse(Statement.Account account) {
    return !account.entries().isEmpty()
        || account.opening().isPositive()
        || account.opening().isNegative();
  }

  private static Statement.Account account(Money opening, List<Statement.Entry> entries) {
    var own = entries.stream().filter(each -> isIn(opening.currency(), each)).toList();
    var closing = own.stream().map(Statement.Entry::amount).reduce(opening, Money::plus);
    return new Statement.Account(opening, own, closing);
  }

  private static boolean isIn(Currency currency, Statement.Entry entry) {
    return entry.amount().currency().equals(currency);
  }

  private static void add(Map<String, Money> sums, Money amount) {
    sums.merge(amount.currency().getCurrencyCode(), amount, Money::plus);
  }
}
