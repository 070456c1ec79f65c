package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Money that changed hands, or came back, as the operator recorded it. It never changes once
 * recorded: another one undoes it.
 *
 * @param reference the operator's name for it, such as the bank's; unique for the partner
 * @param amount more than zero
 * @param on the day on which the money moved, by the operator's bank
 * @param recordedAt when it was recorded. The statement of this UTC month shows it
 */
public record Payment(
    PartnerId partner,
    String reference,
    Purpose purpose,
    Money amount,
    LocalDate on,
    Instant recordedAt) {
  /** The invoice of a month in the payment's currency, and its number as it is printed. */
  public record Paid(YearMonth month, String number) {}

  /** What the money is for. */
  public sealed interface Purpose {
    /**
     * The partner pays an invoice, in whole or in part.
     *
     * @param over the part of the amount that the invoice does not have open, which becomes credit;
     *     zero or positive
     */
    record Pays(Paid invoice, Money over) implements Purpose {}

    /** The operator pays a carried credit to the partner. */
    record PaysOut() implements Purpose {}

    /**
     * The money of an earlier payment or payout came back, or it was recorded by mistake.
     *
     * @param reference of the one that is undone
     * @param invoice the invoice that it paid; empty if it was a payout
     * @param credit the change of the carried credit: the whole amount of a payout, or what a
     *     payment had paid too much, as far as it is still there, negative
     */
    record Undoes(String reference, Optional<Paid> invoice, Money credit) implements Purpose {}
  }

  /**
   * Checks the amount.
   *
   * @throws IllegalArgumentException if the amount is not more than zero
   */
  public Payment {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("the amount of a payment must be more than zero");
    }
  }

  /** Returns the UTC month whose statement shows it. */
  public YearMonth month() {
    return MonthOfAccount.of(recordedAt);
  }

  /** Returns the invoice that it pays, or whose payment it undoes. */
  public Optional<Paid> invoice() {
    return switch (purpose) {
      case Purpose.Pays(var invoice, _) -> Optional.of(invoice);
      case Purpose.PaysOut _ -> Optional.empty();
      case Purpose.Undoes(_, var invoice, _) -> invoice;
    };
  }

  /** Returns what it adds to the partner's balance; negative for a payment. */
  public Money toBalance() {
    return switch (purpose) {
      case Purpose.Pays _ -> amount.negated();
      case Purpose.PaysOut _ -> amount;
      case Purpose.Undoes undoes -> undoes.invoice().isPresent() ? amount : amount.negated();
    };
  }

  /** Returns what it adds to the carried credit; negative for what it takes. */
  public Money toCredit() {
    return switch (purpose) {
      case Purpose.Pays(_, var over) -> over;
      case Purpose.PaysOut _ -> amount.negated();
      case Purpose.Undoes(_, _, var credit) -> credit;
    };
  }

  /** Returns what it adds to what is paid of the invoice; zero without an invoice. */
  public Money toInvoice() {
    return toBalance().plus(toCredit()).negated();
  }

  /** Returns whether a line of a file says the same as this record. */
  boolean isOf(PaymentLine line) {
    return partner.equals(line.partner())
        && reference.equals(line.reference())
        && amount.equals(line.amount())
        && on.equals(line.on())
        && switch (purpose) {
          case Purpose.Undoes undoes -> line.undoes().equals(Optional.of(undoes.reference()));
          case Purpose.Pays _, Purpose.PaysOut _ ->
              line.undoes().isEmpty() && line.invoice().equals(invoice().map(Paid::number));
        };
  }
}
