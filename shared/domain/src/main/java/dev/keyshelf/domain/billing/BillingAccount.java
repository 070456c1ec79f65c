package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of a partner's invoicing.
 *
 * @param lastNumber the number of the last invoice; 0 before the first
 * @param issuedThrough the last month that is done, with or without an invoice
 * @param settledThrough the last month that is no longer searched for late entries
 * @param watched the issues since then, oldest first
 * @param carried the credits that the next invoices take over, by currency; each is negative
 */
public record BillingAccount(
    PartnerId partner,
    long lastNumber,
    YearMonth issuedThrough,
    YearMonth settledThrough,
    List<Issue> watched,
    SortedMap<String, Money> carried) {
  /** The month before the program's first year. No entry is older. */
  private static final YearMonth BEFORE_ALL = YearMonth.of(2017, 12);

  /**
   * How long after its issue a month is watched for late entries. It is shorter than February, so
   * the invoices of the next month are the last to take late entries of this one.
   */
  private static final Duration WATCH = Duration.ofDays(27);

  /**
   * The issue of one or more months.
   *
   * @param through the last of these months
   * @param roll the id of the roll of entries that their invoices cover; empty if they cover none
   */
  public record Issue(YearMonth through, Instant at, Optional<String> roll) {}

  /** Copies the collections. */
  public BillingAccount {
    watched = List.copyOf(watched);
    carried = new TreeMap<>(carried);
  }

  /** Returns the account of a partner that was never invoiced. */
  public static BillingAccount of(PartnerId partner) {
    return new BillingAccount(partner, 0, BEFORE_ALL, BEFORE_ALL, List.of(), new TreeMap<>());
  }

  /** Returns the first month that is not issued yet. */
  public YearMonth next() {
    return issuedThrough.plusMonths(1);
  }

  /** Returns the issued months that are still searched for late entries. */
  public List<YearMonth> watchedMonths() {
    var months = new ArrayList<YearMonth>();
    for (var month = settledThrough.plusMonths(1);
        !month.isAfter(issuedThrough);
        month = month.plusMonths(1)) {
      months.add(month);
    }
    return months;
  }

  /** Returns the ids of the rolls that can name an entry of a watched month: its own and later. */
  public List<String> rollsFor(YearMonth month) {
    return watched.stream()
        .filter(issue -> !issue.through().isBefore(month))
        .flatMap(issue -> issue.roll().stream())
        .toList();
  }

  /** Returns the credit that waits for the next invoice in a currency; zero or positive. */
  public Money credit(Currency currency) {
    return Optional.ofNullable(carried.get(currency.getCurrencyCode()))
        .map(Money::negated)
        .orElseGet(() -> Money.zero(currency));
  }

  /**
   * Returns a copy with more credit.
   *
   * @param amount what is added; negative for what is taken, which is not more than the credit
   */
  public BillingAccount withCredit(Money amount) {
    SortedMap<String, Money> credits = new TreeMap<>(carried);
    var left = credit(amount.currency()).plus(amount);
    if (left.isPositive()) {
      credits.put(amount.currency().getCurrencyCode(), left.negated());
    } else {
      credits.remove(amount.currency().getCurrencyCode());
    }
    return new BillingAccount(partner, lastNumber, issuedThrough, settledThrough, watched, credits);
  }

  /** Returns a copy after the invoices of the months up to {@code through} were issued. */
  BillingAccount after(
      YearMonth through, Instant now, Optional<Roll> roll, List<Invoice> invoices) {
    var watching = new ArrayList<Issue>();
    var settled = settledThrough;
    for (var issue : watched) {
      var isYoung = Duration.between(issue.at(), now).compareTo(WATCH) < 0;
      // Months are settled in their order, even if the clock went back between two issues.
      if (isYoung || !watching.isEmpty()) {
        watching.add(issue);
      } else {
        settled = issue.through();
      }
    }
    watching.add(new Issue(through, now, roll.map(Roll::id)));
    // A credit is carried on from month to month until there is an invoice in its currency.
    SortedMap<String, Money> credits = new TreeMap<>(carried);
    for (var invoice : invoices) {
      var out = invoice.settlement().carriedOut();
      credits.remove(invoice.currency().getCurrencyCode());
      if (out.isNegative()) {
        credits.put(invoice.currency().getCurrencyCode(), out);
      }
    }
    return new BillingAccount(
        partner, lastNumber + invoices.size(), through, settled, watching, credits);
  }
}
