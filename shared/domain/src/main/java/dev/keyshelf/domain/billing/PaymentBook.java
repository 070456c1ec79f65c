package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.billing.Payment.Purpose;
import dev.keyshelf.domain.billing.Payments.Before;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is needed of one partner to check and record payments: it is read once and kept current. */
final class PaymentBook {
  private final PartnerId partner;
  private final Map<String, Invoice> invoices = new HashMap<>();
  private final Map<Place, PaidInvoice> paid = new HashMap<>();
  private final Map<Currency, PaymentTotals> totals = new HashMap<>();
  private final Map<String, Payment> added = new HashMap<>();
  private final Map<String, String> undone = new HashMap<>();
  private final Payments payments;
  private final Instant now;
  private BillingAccount account;

  private record Place(YearMonth month, Currency currency) {}

  /** The answer to a line. */
  sealed interface Entry {
    /** It can be recorded. */
    record New(Payment payment, Before before) implements Entry {}

    /** The same payment is recorded already. */
    record Known() implements Entry {}

    /** It cannot be recorded. */
    record Refused(String field, String why) implements Entry {}
  }

  private PaymentBook(PartnerId partner, Payments payments, BillingAccount account, Instant now) {
    this.partner = partner;
    this.payments = payments;
    this.account = account;
    this.now = now;
  }

  static PaymentBook read(PartnerId partner, Invoices invoices, Payments payments, Instant now) {
    var account = invoices.account(partner).orElseGet(() -> BillingAccount.of(partner));
    var book = new PaymentBook(partner, payments, account, now);
    var month = MonthOfAccount.of(now);
    payments.totals(partner).stream()
        .filter(each -> each.month().equals(month))
        .forEach(each -> book.totals.put(each.currency(), each));
    payments
        .paid(partner)
        .forEach(each -> book.paid.put(new Place(each.month(), each.paid().currency()), each));
    AllInvoices.of(invoices, partner).forEach(each -> book.invoices.put(each.numberText(), each));
    return book;
  }

  /** Checks a line, and counts on it for the lines that follow. */
  Entry enter(PaymentLine line) {
    if (added.containsKey(line.reference())) {
      return new Entry.Refused("reference", "is that of an earlier line, too");
    }
    var recorded = payments.find(partner, line.reference());
    if (recorded.isPresent()) {
      added.put(line.reference(), recorded.get());
      return recorded.get().isOf(line)
          ? new Entry.Known()
          : new Entry.Refused("reference", "is recorded already, with other values");
    }
    if (line.undoes().isPresent()) {
      return undone(line, line.undoes().get());
    }
    return line.invoice().isPresent() ? paid(line, line.invoice().get()) : paidOut(line);
  }

  /** A payment of more than is open on its invoice leaves the rest as credit. */
  private Entry paid(PaymentLine line, String number) {
    var invoice = invoices.get(number);
    if (invoice == null) {
      return new Entry.Refused("invoice", "%s has no invoice %s".formatted(partner, number));
    }
    if (invoice.documentType() == DocumentType.CREDIT_NOTE) {
      return new Entry.Refused(
          "invoice",
          "%s is a credit note, which nobody pays; a row of kind PAYOUT pays a credit"
              .formatted(number));
    }
    var amount = line.amount();
    if (!invoice.currency().equals(amount.currency())) {
      return new Entry.Refused("currency", "%s is in %s".formatted(number, invoice.currency()));
    }
    var open = invoice.settlement().due().minus(paidOf(invoice.month(), invoice.currency()).paid());
    var over = amount.isWithin(open) ? Money.zero(amount.currency()) : amount.minus(open);
    return entered(line, new Purpose.Pays(new Payment.Paid(invoice.month(), number), over));
  }

  private Entry paidOut(PaymentLine line) {
    var credit = account.credit(line.amount().currency());
    return line.amount().isWithin(credit)
        ? entered(line, new Purpose.PaysOut())
        : new Entry.Refused(
            "amount", "is more than the credit of %s that %s has".formatted(credit, partner));
  }

  private Entry undone(PaymentLine line, String reference) {
    var found =
        Optional.ofNullable(added.get(reference)).or(() -> payments.find(partner, reference));
    if (found.isEmpty()) {
      return new Entry.Refused("undoes", "%s has no payment %s".formatted(partner, reference));
    }
    var payment = found.get();
    var by =
        Optional.ofNullable(undone.get(reference)).or(() -> payments.undoing(partner, reference));
    if (by.isPresent()) {
      return new Entry.Refused("undoes", "%s is undone by %s".formatted(reference, by.get()));
    }
    if (!line.amount().equals(payment.amount())) {
      return new Entry.Refused(
          "amount", "must be the %s of %s".formatted(payment.amount(), reference));
    }
    if (line.on().isBefore(payment.on())) {
      return new Entry.Refused("paidOn", "is before %s of %s".formatted(payment.on(), reference));
    }
    return switch (payment.purpose()) {
      case Purpose.Undoes _ ->
          new Entry.Refused(
              "undoes", reference + " is a reversal; record what it undid again instead");
      case Purpose.Pays(var invoice, var over) -> {
        // What was used of the credit is open on the invoice then.
        var taken = over.atMost(account.credit(over.currency()));
        yield entered(line, new Purpose.Undoes(reference, Optional.of(invoice), taken.negated()));
      }
      case Purpose.PaysOut _ ->
          entered(line, new Purpose.Undoes(reference, Optional.empty(), payment.amount()));
    };
  }

  private Entry entered(PaymentLine line, Purpose purpose) {
    if (totals.values().stream().mapToInt(PaymentTotals::count).sum() >= PaymentTotals.MOST) {
      return new Entry.Refused(
          "",
          "%s has %s payments this month already, which is the most"
              .formatted(partner, PaymentTotals.MOST));
    }
    var payment = new Payment(partner, line.reference(), purpose, line.amount(), line.on(), now);
    var currency = payment.amount().currency();
    var credit = payment.toCredit();
    var before =
        new Before(
            totalsOf(payment),
            payment.invoice().map(invoice -> paidOf(invoice.month(), currency)),
            Optional.of(account).filter(_ -> credit.isPositive() || credit.isNegative()));
    totals.put(currency, before.totals().plus(payment));
    before
        .paid()
        .ifPresent(
            each -> paid.put(new Place(each.month(), currency), each.plus(payment.toInvoice())));
    if (before.account().isPresent()) {
      account = account.withCredit(credit);
    }
    added.put(payment.reference(), payment);
    line.undoes().ifPresent(each -> undone.put(each, payment.reference()));
    return new Entry.New(payment, before);
  }

  private PaymentTotals totalsOf(Payment payment) {
    var currency = payment.amount().currency();
    return totals.getOrDefault(currency, PaymentTotals.none(payment.month(), currency));
  }

  private PaidInvoice paidOf(YearMonth month, Currency currency) {
    return paid.getOrDefault(
        new Place(month, currency), new PaidInvoice(month, 0, Money.zero(currency)));
  }
}
