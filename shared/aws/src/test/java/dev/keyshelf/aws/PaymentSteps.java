package dev.keyshelf.aws;

import static dev.keyshelf.aws.Billing.usd;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.ListPayouts;
import dev.keyshelf.domain.billing.LyingCredit;
import dev.keyshelf.domain.billing.PaymentLine;
import dev.keyshelf.domain.billing.ReadBalance;
import dev.keyshelf.domain.billing.RecordPayments;
import dev.keyshelf.domain.billing.RecordPayments.Report;
import dev.keyshelf.domain.billing.Statement;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.cloud.CloudFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** The steps of tests about payments. */
abstract class PaymentSteps {
  static final Instant AUGUST = Instant.parse("2020-08-10T12:00:00Z");

  final Wiring ports;
  final Billing billing;

  PaymentSteps(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
    this.billing = new Billing(ports);
  }

  /** Of July 1 there is an invoice of 100.00 USD, of August 1 a credit of 60.00 USD. */
  @BeforeEach
  void twoMonthsAreInvoiced() {
    new Steps(ports).partnerIsKnown();
    var order = billing.bought("2020-06-10T12:00:00Z", "100.00");
    billing.issued("2020-07-01T01:00:00Z");
    billing.cancelled(order, "2020-07-10T12:00:00Z");
    billing.bought("2020-07-11T12:00:00Z", "40.00");
    billing.issued("2020-08-01T01:00:00Z");
  }

  static PaymentLine line(int line, String invoice, String reference, String amount) {
    return new PaymentLine(
        line,
        PARTNER,
        Optional.of(invoice).filter(each -> !each.isEmpty()),
        Optional.empty(),
        reference,
        usd(amount),
        LocalDate.of(2020, 8, 9));
  }

  /** Returns a line that undoes a payment or payout. */
  static PaymentLine undoing(int line, String undoes, String reference, String amount) {
    return new PaymentLine(
        line,
        PARTNER,
        Optional.empty(),
        Optional.of(undoes),
        reference,
        usd(amount),
        LocalDate.of(2020, 8, 10));
  }

  Report record(Instant now, PaymentLine... lines) {
    return new RecordPayments(ports.partners(), ports.invoices(), ports.payments())
        .record(List.of(lines), now);
  }

  Report record(PaymentLine... lines) {
    return record(AUGUST, lines);
  }

  List<String> balances() {
    return new ReadBalance(ports.invoices(), ports.payments())
        .balances(PARTNER).stream()
            .map(
                each ->
                    "%s - %s + %s = %s + %s = %s"
                        .formatted(
                            each.invoiced().amount(),
                            each.paid().amount(),
                            each.paidOut().amount(),
                            each.open().amount(),
                            each.carried().amount(),
                            each.balance()))
            .toList();
  }

  Statement.Account statement(String month, Instant now) {
    var accounts =
        new ReadBalance(ports.invoices(), ports.payments())
            .statement(PARTNER, Billing.month(month), now)
            .accounts();
    assertThat(accounts).hasSize(1);
    return accounts.getFirst();
  }

  static List<String> faults(Report report) {
    return report.faults().stream()
        .map(each -> "%s %s: %s".formatted(each.line(), each.field(), each.why()))
        .toList();
  }

  static List<String> notes(Report report) {
    return report.notes().stream()
        .map(each -> "%s %s: %s".formatted(each.line(), each.field(), each.what()))
        .toList();
  }

  static Report done(int recorded, int known) {
    return new Report(recorded, known, List.of(), List.of());
  }

  List<LyingCredit> due(String olderThan, String now) {
    var listing = new ListPayouts(ports.partners(), ports.invoices(), ports.payments());
    var found = new ArrayList<LyingCredit>();
    Optional<ListPayouts.Place> after = Optional.empty();
    do {
      var page =
          listing.list(Duration.parse(olderThan), Instant.parse(now), after, TimeLeft.ENDLESS);
      found.addAll(page.credits());
      after = page.next();
    } while (after.isPresent());
    return found;
  }
}
