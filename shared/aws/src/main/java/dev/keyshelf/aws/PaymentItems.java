package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.PaidInvoice;
import dev.keyshelf.domain.billing.Payment;
import dev.keyshelf.domain.billing.Payment.Purpose;
import dev.keyshelf.domain.billing.PaymentTotals;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.LocalDate;
import java.time.YearMonth;

/** Converts payments, and what is summed up of them, to items and back. */
final class PaymentItems {
  static final String COUNT = "payments";
  private static final String REFERENCE = "reference";
  private static final String UNDOES = "undoes";
  private static final String TO_CREDIT = "toCredit";

  private PaymentItems() {}

  static Item payment(Key key, Payment payment) {
    var item =
        Item.at(key)
            .with(REFERENCE, payment.reference())
            .withText("paysMonth", payment.invoice().map(paid -> paid.month().toString()))
            .withText("paysNumber", payment.invoice().map(Payment.Paid::number))
            .with("amount", payment.amount())
            .with("paidOn", payment.on().toString())
            .with("recordedAt", payment.recordedAt());
    switch (payment.purpose()) {
      case Purpose.Pays(_, var over) -> item.with(TO_CREDIT, over);
      case Purpose.PaysOut _ -> {}
      case Purpose.Undoes(var reference, _, var credit) ->
          item.with(UNDOES, reference).with(TO_CREDIT, credit);
    }
    return item;
  }

  static Payment payment(PartnerId partner, Item item) {
    return new Payment(
        partner,
        reference(item),
        purpose(item),
        item.money("amount"),
        LocalDate.parse(item.text("paidOn")),
        item.instant("recordedAt"));
  }

  private static Purpose purpose(Item item) {
    var invoice =
        item.optionalText("paysMonth")
            .map(month -> new Payment.Paid(YearMonth.parse(month), item.text("paysNumber")));
    if (item.has(UNDOES)) {
      return new Purpose.Undoes(item.text(UNDOES), invoice, item.money(TO_CREDIT));
    }
    return invoice
        .<Purpose>map(paid -> new Purpose.Pays(paid, item.money(TO_CREDIT)))
        .orElseGet(Purpose.PaysOut::new);
  }

  /** Returns the item that says by what a payment or payout is undone. */
  static Item undone(Payment payment, Purpose.Undoes undoes) {
    return Item.at(PaymentKeys.undone(payment.partner(), undoes.reference()))
        .with(REFERENCE, payment.reference());
  }

  static String reference(Item item) {
    return item.text(REFERENCE);
  }

  static Item totals(PartnerId partner, PaymentTotals totals) {
    return Item.at(PaymentKeys.totals(partner, totals.month(), totals.currency()))
        .with("month", totals.month().toString())
        .with(COUNT, totals.count())
        .with("paid", totals.paid())
        .with("paidOut", totals.paidOut())
        .with("overpaid", totals.overpaid())
        .with("credits", totals.credits());
  }

  static PaymentTotals totals(Item item) {
    return new PaymentTotals(
        YearMonth.parse(item.text("month")),
        item.integer(COUNT),
        item.money("paid"),
        item.money("paidOut"),
        item.money("overpaid"),
        item.integer("credits"));
  }

  static Item paid(PartnerId partner, PaidInvoice paid) {
    return Item.at(PaymentKeys.paid(partner, paid.month(), paid.paid().currency()))
        .with("month", paid.month().toString())
        .with(COUNT, paid.count())
        .with("paid", paid.paid());
  }

  static PaidInvoice paid(Item item) {
    return new PaidInvoice(
        YearMonth.parse(item.text("month")), item.integer(COUNT), item.money("paid"));
  }
}
