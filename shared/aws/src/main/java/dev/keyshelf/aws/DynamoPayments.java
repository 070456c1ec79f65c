package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.PaidInvoice;
import dev.keyshelf.domain.billing.Payment;
import dev.keyshelf.domain.billing.Payment.Purpose.Undoes;
import dev.keyshelf.domain.billing.PaymentTotals;
import dev.keyshelf.domain.billing.Payments;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Payments in DynamoDB: a partner has one partition of them. */
final class DynamoPayments implements Payments {
  private static final String COUNT_IS = PaymentItems.COUNT + " = :seen";

  private final Table table;
  private final Clock clock;

  DynamoPayments(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Optional<Payment> find(PartnerId partner, String reference) {
    return table
        .get(PaymentKeys.reference(partner, reference))
        .map(item -> PaymentItems.payment(partner, item));
  }

  @Override
  public Optional<String> undoing(PartnerId partner, String reference) {
    return table.get(PaymentKeys.undone(partner, reference)).map(PaymentItems::reference);
  }

  @Override
  public List<Payment> list(PartnerId partner, YearMonth month) {
    return read(partner, PaymentKeys.PAYMENT + month).stream()
        .map(item -> PaymentItems.payment(partner, item))
        .toList();
  }

  @Override
  public List<PaymentTotals> totals(PartnerId partner) {
    return read(partner, PaymentKeys.TOTALS).stream().map(PaymentItems::totals).toList();
  }

  @Override
  public List<PaidInvoice> paid(PartnerId partner) {
    return read(partner, PaymentKeys.PAID).stream().map(PaymentItems::paid).toList();
  }

  private List<Item> read(PartnerId partner, String prefix) {
    return table.query(Table.Range.startingWith(PaymentKeys.paymentsOf(partner), prefix));
  }

  @Override
  public Commit record(Payment payment, Before before) {
    var transaction = table.writes().transaction();
    transaction.add(PaymentItems.payment(PaymentKeys.payment(payment), payment));
    transaction.add(
        PaymentItems.payment(
            PaymentKeys.reference(payment.partner(), payment.reference()), payment));
    if (payment.purpose() instanceof Undoes undoes) {
      transaction.add(PaymentItems.undone(payment, undoes));
    }
    count(
        transaction,
        PaymentItems.totals(payment.partner(), before.totals().plus(payment)),
        before.totals().count());
    before
        .paid()
        .ifPresent(
            paid ->
                count(
                    transaction,
                    PaymentItems.paid(payment.partner(), paid.plus(payment.toInvoice())),
                    paid.count()));
    before
        .account()
        .ifPresent(
            account ->
                transaction.put(
                    InvoiceItems.account(account.withCredit(payment.toCredit())),
                    InvoiceItems.UNCHANGED,
                    InvoiceItems.unchanged(account)));
    // Passes the current time, because here a decision does not get stale. The conditions suffice.
    return table.writes().commit(transaction, clock.instant());
  }

  /** Writes an item that counts, if its count is still the one that was read. */
  private static void count(Transaction transaction, Item item, int before) {
    if (before == 0) {
      transaction.add(item);
    } else {
      transaction.put(
          item, COUNT_IS, Map.of(":seen", AttributeValue.fromN(String.valueOf(before))));
    }
  }
}
