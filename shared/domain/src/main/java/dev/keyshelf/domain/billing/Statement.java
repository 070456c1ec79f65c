package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;

/**
 * A partner's statement of account for a UTC month.
 *
 * @param closed whether it is final; an open one can get further entries
 * @param accounts one for each currency that has a balance or an entry, by code
 */
public record Statement(YearMonth month, boolean closed, List<Account> accounts) {
  /** Copies the list. */
  public Statement {
    accounts = List.copyOf(accounts);
  }

  /**
   * The month in one currency. The closing balance is the opening balance of the next month.
   *
   * @param entries in the order of their time
   */
  public record Account(Money opening, List<Entry> entries, Money closing) {
    /** Copies the list. */
    public Account {
      entries = List.copyOf(entries);
    }

    /** Returns the currency. */
    public Currency currency() {
      return opening.currency();
    }
  }

  /** One line of a statement. */
  public sealed interface Entry {
    /** Returns the time to which the balance after it belongs. */
    Instant at();

    /** Returns what it adds to the balance; negative for what lowers it. */
    Money amount();
  }

  /** An invoice that was issued. Its gross counts, since carrying a credit changes no balance. */
  public record Invoiced(Invoice invoice) implements Entry {
    @Override
    public Instant at() {
      return invoice.issuedAt();
    }

    @Override
    public Money amount() {
      return invoice.settlement().totals().gross();
    }
  }

  /** A payment, payout or reversal that was recorded. */
  public record Recorded(Payment payment) implements Entry {
    @Override
    public Instant at() {
      return payment.recordedAt();
    }

    @Override
    public Money amount() {
      return payment.toBalance();
    }
  }
}
