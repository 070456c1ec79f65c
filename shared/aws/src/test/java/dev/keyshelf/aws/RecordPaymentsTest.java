package dev.keyshelf.aws;

import static dev.keyshelf.aws.Billing.usd;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyshelf.domain.billing.Balance;
import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.billing.LyingCredit;
import dev.keyshelf.domain.billing.PaymentLine;
import dev.keyshelf.domain.billing.PaymentTotals;
import dev.keyshelf.domain.billing.Payments;
import dev.keyshelf.domain.billing.ReadBalance;
import dev.keyshelf.domain.billing.RecordPayments;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments of invoices, payouts of credits, and what balance and statements make of them. */
@OnCloud
class RecordPaymentsTest extends PaymentSteps {
  private final CloudFixture cloud;

  RecordPaymentsTest(CloudFixture cloud) {
    super(cloud);
    this.cloud = cloud;
  }

  @Test
  void aPartOfAnInvoiceIsPaidAndTheRestStaysOpen() {
    assertThat(record(line(2, "INV-000001", "B-1", "30.00"))).isEqualTo(done(1, 0));
    assertThat(balances()).containsExactly("40.00 - 30.00 + 0.00 = 70.00 + -60.00 = 10.00 USD");

    assertThat(record(line(2, "INV-000001", "B-2", "70.00"))).isEqualTo(done(1, 0));
    assertThat(balances()).containsExactly("40.00 - 100.00 + 0.00 = 0.00 + -60.00 = -60.00 USD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INV-000001", ""})
  void aPaymentAndAPayoutAreOneTransactionOf4(String invoice) {
    var writes = new CountedWrites();
    var counted =
        new DynamoPayments(
            writes.table(OnDynamo.environment(cloud)), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    var report =
        new RecordPayments(ports.partners(), ports.invoices(), counted)
            .record(List.of(line(2, invoice, "B-1", "30.00")), AUGUST);

    assertThat(report).isEqualTo(done(1, 0));
    assertThat(writes.transactions()).containsExactly(4);
    assertThat(writes.others()).isEmpty();
  }

  @Test
  void aCreditNoteTakesNoPayment() {
    assertThat(record(line(2, "INV-000002", "B-1", "1.00")).faults())
        .containsExactly(
            new RecordPayments.Fault(
                2,
                "invoice",
                "INV-000002 is a credit note, which nobody pays; a row of kind PAYOUT pays a"
                    + " credit"));
  }

  @Test
  void theBalanceSaysWhichPartOfItCreditNotesHave() {
    assertThat(new ReadBalance(ports.invoices(), ports.payments()).balances(PARTNER))
        .extracting(Balance::invoiced, Balance::creditNotes)
        .containsExactly(tuple(usd("40.00"), usd("-60.00")));
  }

  @Test
  void theSameFileTwiceChangesNothing() {
    var file =
        new PaymentLine[] {line(2, "INV-000001", "B-1", "30.00"), line(3, "", "B-2", "10.00")};
    record(file);
    var before = balances();

    assertThat(record(AUGUST.plusSeconds(90), file)).isEqualTo(done(0, 2));
    assertThat(balances()).isEqualTo(before);
  }

  @Test
  void aFileWithAFaultRecordsNothing() {
    var report =
        record(
            line(2, "INV-000001", "B-1", "30.00"),
            line(3, "INV-000009", "B-2", "30.00"),
            line(4, "INV-000001", "B-1", "30.00"),
            line(6, "", "B-4", "60.01"),
            new PaymentLine(
                7,
                PARTNER,
                Optional.of("INV-000001"),
                Optional.empty(),
                "B-5",
                Money.of("1", "JPY"),
                LocalDate.of(2020, 8, 9)),
            new PaymentLine(
                8,
                new PartnerId("partner-z"),
                Optional.of("INV-000001"),
                Optional.empty(),
                "B-6",
                usd("1.00"),
                LocalDate.of(2020, 8, 9)));

    assertThat(faults(report))
        .containsExactly(
            "3 invoice: contoso has no invoice INV-000009",
            "4 reference: is that of an earlier line, too",
            "6 amount: is more than the credit of 60.00 USD that contoso has",
            "7 currency: INV-000001 is in USD",
            "8 partner: there is no partner partner-z");
    assertThat(report.recorded()).isZero();
    assertThat(balances()).containsExactly("40.00 - 0.00 + 0.00 = 100.00 + -60.00 = 40.00 USD");
  }

  @Test
  void aReferenceIsTakenForGood() {
    record(line(2, "INV-000001", "B-1", "30.00"));

    assertThat(record(line(2, "INV-000001", "B-1", "31.00")).faults())
        .containsExactly(
            new RecordPayments.Fault(2, "reference", "is recorded already, with other values"));
  }

  @Test
  void aPayoutLeavesTheRestOfTheCreditToTheNextInvoice() {
    record(line(2, "", "B-1", "45.00"));
    assertThat(balances()).containsExactly("40.00 - 0.00 + 45.00 = 100.00 + -15.00 = 85.00 USD");

    billing.bought("2020-08-11T12:00:00Z", "20.00");
    billing.issued("2020-09-01T01:00:00Z");

    var settlement = billing.of("2020-08").settlement();
    assertThat(settlement.carriedIn()).isEqualTo(usd("-15.00"));
    assertThat(settlement.due()).isEqualTo(usd("5.00"));
    assertThat(balances()).containsExactly("60.00 - 0.00 + 45.00 = 105.00 + 0.00 = 105.00 USD");
  }

  @Test
  void aPayoutAndAnIssueOfTheSameMomentNeverUseACreditTwice() {
    billing.bought("2020-08-11T12:00:00Z", "20.00");
    var meanwhile = new ArrayDeque<Runnable>();
    meanwhile.add(() -> assertThat(record(line(2, "", "B-1", "60.00"))).isEqualTo(done(1, 0)));
    var racing = before("issue", Invoices.class, ports.invoices(), meanwhile);

    var report =
        new IssueInvoices(ports.partners(), ports.ledger(), racing)
            .issue(Instant.parse("2020-09-01T01:00:00Z"), TimeLeft.ENDLESS);

    assertThat(report.failed()).isEmpty();
    assertThat(billing.of("2020-08").settlement().due()).isEqualTo(usd("20.00"));
    assertThat(balances()).containsExactly("60.00 - 0.00 + 60.00 = 120.00 + 0.00 = 120.00 USD");
  }

  /** Returns a store; just before this method of it is called, the next of these happens. */
  private static <T> T before(String called, Class<T> type, T store, Queue<Runnable> meanwhile) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              var next = method.getName().equals(called) ? meanwhile.poll() : null;
              if (next != null) {
                next.run();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            }));
  }

  @Test
  void aFileThatBreaksOffCountsTheLinesThatStayRecorded() {
    var meanwhile = new ArrayDeque<Runnable>();
    meanwhile.add(() -> {});
    meanwhile.add(() -> assertThat(record(line(2, "", "C-1", "60.00"))).isEqualTo(done(1, 0)));
    var racing = before("record", Payments.class, ports.payments(), meanwhile);

    var report =
        new RecordPayments(ports.partners(), ports.invoices(), racing)
            .record(
                List.of(line(2, "INV-000001", "B-1", "30.00"), line(3, "", "B-2", "1.00")), AUGUST);

    assertThat(report.recorded()).isEqualTo(1);
    assertThat(report.faults())
        .containsExactly(
            new RecordPayments.Fault(
                3,
                "amount",
                "is more than the credit of 0.00 USD that contoso has; the lines before it are"
                    + " recorded, and a repeated import skips them"));
  }

  @ParameterizedTest
  @CsvSource({"998, 2", "999, 1", "1000, 0"})
  void aMonthHas1000PaymentsOfAllCurrencies(int inYen, int more) {
    var table = new CountedWrites().table(OnDynamo.environment(cloud));
    var transaction = table.writes().transaction();
    var yen = Money.of("9000", "JPY");
    transaction.add(
        PaymentItems.totals(
            PARTNER,
            new PaymentTotals(
                Billing.month("2020-08"),
                inYen,
                yen,
                Money.zero(yen.currency()),
                Money.zero(yen.currency()),
                0)));
    assertThat(table.writes().commit(transaction, AUGUST)).isEqualTo(Commit.DONE);

    var report = record(line(2, "INV-000001", "B-1", "30.00"), line(3, "", "B-2", "1.00"));

    assertThat(report.faults()).hasSize(2 - more);
    assertThat(report.faults())
        .allSatisfy(
            each ->
                assertThat(each.why())
                    .isEqualTo("contoso has 1000 payments this month already, which is the most"));
  }

  @Test
  void aStatementListsWhatWasIssuedAndRecordedInItsMonth() {
    record(line(2, "INV-000001", "B-1", "30.00"), line(3, "", "B-2", "10.00"));
    var now = Instant.parse("2020-10-01T00:00:00Z");

    assertThat(statement("2020-07", now).opening()).isEqualTo(usd("0.00"));
    assertThat(statement("2020-07", now).closing()).isEqualTo(usd("100.00"));
    assertThat(statement("2020-08", now).opening()).isEqualTo(usd("100.00"));
    assertThat(statement("2020-08", now).entries())
        .extracting(each -> each.at() + " " + each.amount())
        .containsExactly(
            "2020-08-01T01:00:00Z -60.00 USD",
            "2020-08-10T12:00:00Z -30.00 USD",
            "2020-08-10T12:00:00Z 10.00 USD");
    assertThat(statement("2020-08", now).closing()).isEqualTo(usd("20.00"));
    assertThat(statement("2020-12", now).opening()).isEqualTo(usd("20.00"));
  }

  @Test
  void aStatementIsClosedAnHourAfterItsMonth() {
    var reading = new ReadBalance(ports.invoices(), ports.payments());
    var month = Billing.month("2020-08");

    assertThat(reading.statement(PARTNER, month, Instant.parse("2020-09-01T00:59:59Z")).closed())
        .isFalse();
    assertThat(reading.statement(PARTNER, month, Instant.parse("2020-09-01T01:00:00Z")).closed())
        .isTrue();
  }

  @Test
  void aCreditIsDueForPayoutAtTheLimitAndNotBefore() {
    assertThat(due("P90D", "2020-10-30T00:59:59Z")).isEmpty();
    assertThat(due("P90D", "2020-10-30T01:00:00Z"))
        .containsExactly(
            new LyingCredit(
                PARTNER,
                usd("60.00"),
                usd("60.00"),
                Instant.parse("2020-08-01T01:00:00Z"),
                "INV-000002",
                Optional.of(DocumentType.CREDIT_NOTE)));
  }

  @Test
  void chargesAndPayoutsUseTheOldestPartOfACreditFirst() {
    record(line(2, "", "B-1", "10.00"));
    billing.bought("2020-08-11T12:00:00Z", "20.00");
    billing.issued("2020-09-01T01:00:00Z");
    var later = billing.bought("2020-09-11T12:00:00Z", "70.00");
    billing.issued("2020-10-01T01:00:00Z");
    assertThat(due("P1D", "2020-12-01T00:00:00Z")).isEmpty();

    billing.cancelled(later, "2020-10-02T12:00:00Z");
    billing.issued("2020-11-01T01:00:00Z");

    assertThat(due("P1D", "2020-12-01T00:00:00Z"))
        .extracting(each -> each.credit() + " of " + each.carried() + " since " + each.since())
        .containsExactly("70.00 USD of 70.00 USD since 2020-11-01T01:00:00Z");
    record(Instant.parse("2020-11-02T12:00:00Z"), line(2, "", "B-2", "70.00"));
    assertThat(due("P1D", "2020-12-01T00:00:00Z")).isEmpty();
  }
}
