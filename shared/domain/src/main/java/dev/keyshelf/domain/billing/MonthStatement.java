package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The charges and credits of a partner's month, with what they come to in each currency. */
public record MonthStatement(YearMonth month, List<LedgerEntry> entries, List<Total> totals) {
  private static final int PAGE = 500;

  /** Copies the lists in. */
  public MonthStatement {
    entries = List.copyOf(entries);
    totals = List.copyOf(totals);
  }

  /** What a month comes to in one currency: {@code net = charged - credited}. */
  public record Total(Money charged, Money credited) {
    /** Gives what is to be paid; negative when more was credited than charged. */
    public Money net() {
      return charged.minus(credited);
    }
  }

  /** Reads a month to its end. */
  public static MonthStatement of(Ledger ledger, PartnerId partner, YearMonth month) {
    var entries = new ArrayList<LedgerEntry>();
    Optional<String> after = Optional.empty();
    do {
      var page = ledger.list(partner, month, PAGE, after);
      entries.addAll(page.entries());
      after = page.next();
    } while (after.isPresent());
    return new MonthStatement(month, entries, totalsOf(entries));
  }

  private static List<Total> totalsOf(List<LedgerEntry> entries) {
    Map<Currency, Total> totals = new LinkedHashMap<>();
    for (var entry : entries) {
      var amount = entry.amount();
      var nothing = Money.zero(amount.currency());
      var addition =
          switch (entry) {
            case LedgerEntry.Charge _ -> new Total(amount, nothing);
            case LedgerEntry.CreditNote _ -> new Total(nothing, amount);
          };
      totals.merge(
          amount.currency(),
          addition,
          (one, other) ->
              new Total(
                  one.charged().plus(other.charged()), one.credited().plus(other.credited())));
    }
    return List.copyOf(totals.values());
  }
}
