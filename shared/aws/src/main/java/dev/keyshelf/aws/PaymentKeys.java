package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.Payment;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.YearMonth;
import java.util.Currency;

/** The {@link Keys} of payments and of what is summed up of them. */
final class PaymentKeys {
  static final String PAYMENT = "PAYMENT#";
  static final String TOTALS = "TOTALS#";
  static final String PAID = "PAID#";

  private PaymentKeys() {}

  static String paymentsOf(PartnerId partner) {
    return "PAYMENTS#" + partner;
  }

  static Key payment(Payment payment) {
    return new Key(
        paymentsOf(payment.partner()),
        PAYMENT + Keys.time(payment.recordedAt()) + "#" + payment.reference());
  }

  /** The item that keeps a partner from using a reference twice. */
  static Key reference(PartnerId partner, String reference) {
    return new Key(paymentsOf(partner), "REFERENCE#" + reference);
  }

  /** The item that keeps a payment from being undone twice. */
  static Key undone(PartnerId partner, String reference) {
    return new Key(paymentsOf(partner), "UNDONE#" + reference);
  }

  static Key totals(PartnerId partner, YearMonth month, Currency currency) {
    return new Key(paymentsOf(partner), TOTALS + month + "#" + currency.getCurrencyCode());
  }

  /** The item that says how much of an invoice is paid. */
  static Key paid(PartnerId partner, YearMonth month, Currency currency) {
    return new Key(paymentsOf(partner), PAID + month + "#" + currency.getCurrencyCode());
  }
}
