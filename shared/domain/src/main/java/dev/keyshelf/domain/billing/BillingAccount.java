package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a partner is invoiced.
 *
 * @param lastNumber of its last invoice; 0 before the first
 * @param issuedThrough the last month that is done, with or without an invoice
 * @param settledThrough the last month into which no late entry is looked for any more
 * @param watched the issues since then, the oldest first
 * @param carried the credits that the next invoices take over, by currency; each negative
 */
public record BillingAccount(
    PartnerId partner,
    long lastNumber,
    YearMonth issuedThrough,
    YearMonth settledThrough,
    List<Issue> watched,
    SortedMap<String, Money> carried) {
  /** The program's first year: nothing was booked before. */
  private static final YearMonth BEFORE_ALL = YearMonth.of(2017, 12);

  /**
   * How much later than its issue a month is looked at for the last time: with the invoice of the
   * next month, also of February.
   */
  private static final Duration WATCH = Duration.ofDays(27);

  /**
   * That months were issued.
   *
   * @param through the last of them
   * @param roll what their invoices cover; empty when they cover no entry
   */
  public record Issue(YearMonth through, Instant at, Optional<String> roll) {}

  /** Copies the collections in. */
  public BillingAccount {
    watched = List.copyOf(watched);
    carried = new TreeMap<>(carried);
  }

  /** Gives the account of a partner that was never invoiced. */
  public static BillingAccount of(PartnerId partner) {
    return new BillingAccount(partner, 0, BEFORE_ALL, BEFORE_ALL, List.of(), new TreeMap<>());
  }

  /** Gives the month that is issued next. */
  public YearMonth next() {
    return issuedThrough.plusMonths(1);
  }

  /** Gives the months that are done and into which late entries are looked for. */
  public List<YearMonth> watchedMonths() {
    var months = new ArrayList<YearMonth>();
    for (var month = settledThrough.plusMonths(1);
        !month.isAfter(issuedThrough);
        month = month.plusMonths(1)) {
      months.add(month);
    }
    return months;
  }

  /** Gives the rolls that can name an entry of a watched month: its own, and those after it. */
  public List<String> rollsFor(YearMonth month) {
    return watched.stream()
        .filter(issue -> !issue.through().isBefore(month))
        .flatMap(issue -> issue.roll().stream())
        .toList();
  }

  /** Gives this after the invoices of the months up to {@code through} were issued. */
  BillingAccount after(
      YearMonth through, Instant now, Optional<Roll> roll, List<Invoice> invoices) {
    var watching = new ArrayList<Issue>();
    var settled = settledThrough;
    for (var issue : watched) {
      var isYoung = Duration.between(issue.at(), now).compareTo(WATCH) < 0;
      // In order: a clock that went back must not settle a month before those that come first.
      if (isYoung || !watching.isEmpty()) {
        watching.add(issue);
      } else {
        settled = issue.through();
      }
    }
    watching.add(new Issue(through, now, roll.map(Roll::id)));
    // A credit waits, month by month, for an invoice of its currency.
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
