package dev.keyshelf.aws;

import static dev.keyshelf.aws.Billing.usd;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.PaymentLine;
import dev.keyshelf.domain.billing.Payments;
import dev.keyshelf.domain.billing.RecordPayments;
import dev.keyshelf.domain.billing.Statement;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments of more than is open, and payments and payouts that are undone. */
@OnCloud
class ReversedPaymentsTest extends PaymentSteps {
  private final CloudFixture cloud;

  ReversedPaymentsTest(CloudFixture cloud) {
    super(cloud);
    this.cloud = cloud;
  }

  @Test
  void aPaymentThatIsUndoneLeavesItsInvoiceOpenAgain() {
    record(line(2, "INV-000001", "B-1", "100.00"));
    assertThat(balances()).containsExactly("40.00 - 100.00 + 0.00 = 0.00 + -60.00 = -60.00 USD");

    var report = record(undoing(2, "B-1", "R-1", "100.00"));

    assertThat(notes(report))
        .containsExactly("2 undoes: B-1 is undone: 100.00 USD are open again on INV-000001");
    assertThat(balances()).containsExactly("40.00 - 0.00 + 0.00 = 100.00 + -60.00 = 40.00 USD");
    assertThat(record(line(2, "INV-000001", "B-2", "100.00"))).isEqualTo(done(1, 0));
    assertThat(balances()).containsExactly("40.00 - 100.00 + 0.00 = 0.00 + -60.00 = -60.00 USD");
  }

  @Test
  void aPayoutThatIsUndoneIsCreditAgain() {
    record(line(2, "", "B-1", "45.00"));

    var report = record(undoing(2, "B-1", "R-1", "45.00"));

    assertThat(notes(report))
        .containsExactly("2 undoes: B-1 is undone: 45.00 USD are credit again");
    assertThat(balances()).containsExactly("40.00 - 0.00 + 0.00 = 100.00 + -60.00 = 40.00 USD");
    assertThat(record(line(2, "", "B-2", "60.00"))).isEqualTo(done(1, 0));
  }

  @Test
  void whatIsPaidTooMuchBecomesCreditOfTheNextInvoice() {
    var report = record(line(2, "INV-000001", "B-1", "130.00"));

    assertThat(report.faults()).isEmpty();
    assertThat(notes(report))
        .containsExactly(
            "2 amount: is 30.00 USD more than INV-000001 had open: they are credit now");
    assertThat(balances()).containsExactly("40.00 - 130.00 + 0.00 = 0.00 + -90.00 = -90.00 USD");

    billing.bought("2020-08-11T12:00:00Z", "100.00");
    billing.issued("2020-09-01T01:00:00Z");

    assertThat(billing.of("2020-08").settlement().due()).isEqualTo(usd("10.00"));
    assertThat(balances()).containsExactly("140.00 - 130.00 + 0.00 = 10.00 + 0.00 = 10.00 USD");
  }

  @Test
  void whatIsPaidTooMuchCanBePaidOut() {
    record(line(2, "INV-000001", "B-1", "130.00"), line(3, "", "B-2", "90.00"));

    assertThat(balances()).containsExactly("40.00 - 130.00 + 90.00 = 0.00 + 0.00 = 0.00 USD");
  }

  @Test
  void aReversalTakesBackTheCreditOfAnOverpayment() {
    record(line(2, "INV-000001", "B-1", "130.00"));

    var report = record(undoing(2, "B-1", "R-1", "130.00"));

    assertThat(notes(report))
        .containsExactly(
            "2 undoes: B-1 is undone: 100.00 USD are open again on INV-000001, and 30.00 USD are no"
                + " credit any more");
    assertThat(balances()).containsExactly("40.00 - 0.00 + 0.00 = 100.00 + -60.00 = 40.00 USD");
  }

  @Test
  void whatWasUsedOfTheCreditIsOpenOnTheInvoiceAfterAReversal() {
    record(line(2, "INV-000001", "B-1", "130.00"), line(3, "", "B-2", "80.00"));

    var report = record(undoing(2, "B-1", "R-1", "130.00"));

    assertThat(notes(report))
        .containsExactly(
            "2 undoes: B-1 is undone: 120.00 USD are open again on INV-000001, and 10.00 USD are no"
                + " credit any more");
    assertThat(balances()).containsExactly("40.00 - 0.00 + 80.00 = 120.00 + 0.00 = 120.00 USD");
    assertThat(record(line(2, "INV-000001", "B-3", "120.00"))).isEqualTo(done(1, 0));
    assertThat(balances()).containsExactly("40.00 - 120.00 + 80.00 = 0.00 + 0.00 = 0.00 USD");
  }

  @Test
  void aReversalCanUndoALineOfTheSameFileAndIsRecordedOnce() {
    var file =
        new PaymentLine[] {
          line(2, "INV-000001", "B-1", "130.00"), undoing(3, "B-1", "R-1", "130.00")
        };
    assertThat(record(file).recorded()).isEqualTo(2);
    var before = balances();

    assertThat(record(AUGUST.plusSeconds(90), file)).isEqualTo(done(0, 2));
    assertThat(balances()).isEqualTo(before);
  }

  @Test
  void aReversalOfNothingThatCanBeUndoneIsAFault() {
    ports
        .partners()
        .publish(List.of(Situations.aPartner(OTHER_PARTNER, "Fabrikam", false)), AUGUST);
    record(line(2, "INV-000001", "B-1", "30.00"), undoing(3, "B-1", "R-1", "30.00"));
    record(line(2, "INV-000001", "B-2", "30.00"));
    var foreign =
        new PaymentLine(
            7,
            OTHER_PARTNER,
            Optional.empty(),
            Optional.of("B-2"),
            "R-7",
            usd("30.00"),
            LocalDate.of(2020, 8, 10));
    var early =
        new PaymentLine(
            8,
            PARTNER,
            Optional.empty(),
            Optional.of("B-2"),
            "R-8",
            usd("30.00"),
            LocalDate.of(2020, 8, 8));

    var report =
        record(
            undoing(2, "B-9", "R-2", "30.00"),
            undoing(3, "B-1", "R-3", "30.00"),
            undoing(4, "R-1", "R-4", "30.00"),
            undoing(5, "B-2", "R-5", "29.99"),
            undoing(6, "R-6", "R-6", "30.00"),
            foreign,
            early,
            undoing(9, "B-2", "R-9", "30.00"),
            undoing(10, "B-2", "R-10", "30.00"));

    assertThat(faults(report))
        .containsExactly(
            "2 undoes: contoso has no payment B-9",
            "3 undoes: B-1 is undone by R-1",
            "4 undoes: R-1 is a reversal; record what it undid again instead",
            "5 amount: must be the 30.00 USD of B-2",
            "6 undoes: contoso has no payment R-6",
            "7 undoes: %s has no payment B-2".formatted(OTHER_PARTNER),
            "8 paidOn: is before 2020-08-09 of B-2",
            "10 undoes: B-2 is undone by R-9");
    assertThat(report.recorded()).isZero();
  }

  @Test
  void twoFilesOfTheSameMomentNeverUndoAPaymentTwice() {
    record(line(2, "INV-000001", "B-1", "30.00"));
    var stale = new RecordPayments(ports.partners(), ports.invoices(), blind(ports.payments()));
    assertThat(record(undoing(2, "B-1", "R-1", "30.00")).recorded()).isEqualTo(1);

    var report = stale.record(List.of(undoing(2, "B-1", "R-2", "30.00")), AUGUST);

    assertThat(report.recorded()).isZero();
    assertThat(faults(report)).singleElement().asString().contains("keeps changing");
    assertThat(balances()).containsExactly("40.00 - 0.00 + 0.00 = 100.00 + -60.00 = 40.00 USD");
  }

  /** Returns a store that does not see what is undone. */
  private static Payments blind(Payments store) {
    return (Payments)
        Proxy.newProxyInstance(
            Payments.class.getClassLoader(),
            new Class<?>[] {Payments.class},
            (_, method, arguments) ->
                method.getName().equals("undoing")
                    ? Optional.empty()
                    : method.invoke(store, arguments));
  }

  @ParameterizedTest
  @CsvSource({"100.00, 5", "130.00, 6"})
  void aReversalIsOneTransaction(String amount, int actions) {
    record(line(2, "INV-000001", "B-1", amount));
    var writes = new CountedWrites();
    var counted =
        new DynamoPayments(
            writes.table(OnDynamo.environment(cloud)), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    new RecordPayments(ports.partners(), ports.invoices(), counted)
        .record(List.of(undoing(2, "B-1", "R-1", amount)), AUGUST);

    assertThat(writes.transactions()).containsExactly(actions);
    assertThat(writes.others()).isEmpty();
  }

  @Test
  void aStatementListsAReversalInTheMonthOfItsRecord() {
    record(line(2, "INV-000001", "B-1", "130.00"));
    record(Instant.parse("2020-09-10T12:00:00Z"), undoing(2, "B-1", "R-1", "130.00"));
    var now = Instant.parse("2020-11-01T00:00:00Z");

    assertThat(statement("2020-08", now).closing()).isEqualTo(usd("-90.00"));
    assertThat(statement("2020-09", now).opening()).isEqualTo(usd("-90.00"));
    assertThat(statement("2020-09", now).entries())
        .extracting(Statement.Entry::amount)
        .containsExactly(usd("130.00"));
    assertThat(statement("2020-09", now).closing()).isEqualTo(usd("40.00"));
    assertThat(statement("2020-10", now).opening()).isEqualTo(usd("40.00"));
  }

  @Test
  void anOverpaymentIsDueForPayoutFromItsRecordOn() {
    record(line(2, "INV-000001", "B-1", "130.00"));

    assertThat(due("P1D", "2020-08-11T11:59:59Z"))
        .extracting(
            each ->
                each.credit()
                    + " of "
                    + each.carried()
                    + " since "
                    + each.since()
                    + " "
                    + each.from())
        .containsExactly("60.00 USD of 90.00 USD since 2020-08-01T01:00:00Z INV-000002");
    assertThat(due("P1D", "2020-08-11T12:00:00Z"))
        .extracting(
            each ->
                each.credit()
                    + " of "
                    + each.carried()
                    + " since "
                    + each.since()
                    + " "
                    + each.from())
        .containsExactly("90.00 USD of 90.00 USD since 2020-08-01T01:00:00Z INV-000002");
    record(Instant.parse("2020-08-12T12:00:00Z"), line(2, "", "B-2", "60.00"));
    assertThat(due("P1D", "2020-08-13T12:00:00Z"))
        .extracting(
            each ->
                each.credit()
                    + " of "
                    + each.carried()
                    + " since "
                    + each.since()
                    + " "
                    + each.from())
        .containsExactly("30.00 USD of 30.00 USD since 2020-08-10T12:00:00Z B-1");
  }

  @Test
  void aReferenceOfAReversalIsTakenLikeAnyOther() {
    record(line(2, "INV-000001", "B-1", "30.00"), undoing(3, "B-1", "R-1", "30.00"));

    assertThat(faults(record(line(2, "INV-000001", "R-1", "30.00"))))
        .containsExactly("2 reference: is recorded already, with other values");
    assertThat(ports.payments().undoing(PARTNER, "B-1")).contains("R-1");
  }
}
