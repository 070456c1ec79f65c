package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.billing.PaymentLine;
import dev.keyshelf.domain.billing.RecordPayments;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadBalanceHandlerTest {
  private static final Events READ = Events.of("read-balance").from("AccountAdmin");
  private static final Events BALANCE = READ.onRoute("GET /v1/balance");
  private static final Events DECEMBER = READ.withVariable("month", "2026-12");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void isInvoicedAndPaidInPart() {
    fixture.partnerIs(false);
    fixture.bought(Story.licences());
    var ports = fixture.ports();
    new IssueInvoices(ports.partners(), ports.ledger(), ports.invoices())
        .issue(Instant.parse("2026-12-01T01:00:00Z"), TimeLeft.ENDLESS);
    records(
        Optional.of("INV-000001"), Optional.empty(), "B-1", "944.00", LocalDate.of(2026, 12, 15));
    fixture.strike(Instant.parse("2026-12-20T12:00:00Z"));
  }

  private void records(
      Optional<String> invoice,
      Optional<String> undoes,
      String reference,
      String amount,
      LocalDate on) {
    var ports = fixture.ports();
    var line =
        new PaymentLine(2, Story.PARTNER, invoice, undoes, reference, Money.of(amount, "USD"), on);
    assertThat(
            new RecordPayments(ports.partners(), ports.invoices(), ports.payments())
                .record(List.of(line), Instant.parse("2026-12-16T12:00:00Z"))
                .faults())
        .isEmpty();
  }

  private Reply answer(Events event) {
    return fixture.send(ReadBalanceHandler::new, event);
  }

  @Test
  void showsWhatIsOpen() {
    var reply = answer(BALANCE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().at("/items/0").toString())
        .isEqualTo(
            "{\"currency\":\"USD\",\"invoiced\":{\"amount\":\"1944.00\",\"currency\":\"USD\"},"
                + "\"creditNotes\":{\"amount\":\"0.00\",\"currency\":\"USD\"},"
                + "\"paid\":{\"amount\":\"944.00\",\"currency\":\"USD\"},"
                + "\"paidOut\":{\"amount\":\"0.00\",\"currency\":\"USD\"},"
                + "\"open\":{\"amount\":\"1000.00\",\"currency\":\"USD\"},"
                + "\"carried\":{\"amount\":\"0.00\",\"currency\":\"USD\"},"
                + "\"balance\":{\"amount\":\"1000.00\",\"currency\":\"USD\"}}");
  }

  @Test
  void showsTheStatementOfAMonth() {
    var reply = answer(DECEMBER);

    assertThat(reply.at("/state")).isEqualTo("OPEN");
    assertThat(reply.json().at("/accounts/0/entries").findValuesAsText("kind"))
        .containsExactly("INVOICE", "PAYMENT");
    assertThat(reply.at("/accounts/0/entries/0/invoiceMonth")).isEqualTo("2026-11");
    assertThat(reply.at("/accounts/0/entries/1/amount/amount")).isEqualTo("-944.00");
    assertThat(reply.at("/accounts/0/closing/amount")).isEqualTo("1000.00");
  }

  @Test
  void aMonthBeforeTheFirstEntryIsEmpty() {
    var reply = answer(READ);

    assertThat(reply.at("/state")).isEqualTo("CLOSED");
    assertThat(reply.json().at("/accounts")).isEmpty();
  }

  @Test
  void writesTheStatementAsCsv() {
    var reply = answer(DECEMBER.withHeader("accept", "text/csv; profile=data"));

    assertThat(reply.header("Content-Type")).contains("text/csv", "profile=data");
    assertThat(reply.header("Content-Disposition")).contains("statement-2026-12.csv");
    assertThat(reply.text())
        .isEqualTo(
            """
            state,month,currency,kind,at,invoice,invoiceMonth,reference,paidOn,amount,balance,documentType,undoes,overpaid
            OPEN,2026-12,USD,OPENING,,,,,,,0.00,,,
            OPEN,2026-12,USD,INVOICE,2026-12-01T01:00:00Z,INV-000001,2026-11,,,1944.00,1944.00,INVOICE,,
            OPEN,2026-12,USD,PAYMENT,2026-12-16T12:00:00Z,INV-000001,2026-11,B-1,2026-12-15,-944.00,1000.00,,,
            OPEN,2026-12,USD,CLOSING,,,,,,,1000.00,,,
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void showsAReversalAndWhatWasOverpaid() {
    var on = LocalDate.of(2026, 12, 16);
    records(Optional.of("INV-000001"), Optional.empty(), "B-2", "1100.00", on);
    records(Optional.empty(), Optional.of("B-1"), "R-1", "944.00", on);

    var reply = answer(DECEMBER);

    assertThat(reply.json().at("/accounts/0/entries").findValuesAsText("kind"))
        .containsExactly("INVOICE", "PAYMENT", "PAYMENT", "REVERSAL");
    assertThat(reply.at("/accounts/0/entries/2/overpaid/amount")).isEqualTo("100.00");
    assertThat(reply.at("/accounts/0/entries/3/undoes")).isEqualTo("B-1");
    assertThat(reply.at("/accounts/0/entries/3/invoice")).isEqualTo("INV-000001");
    assertThat(reply.at("/accounts/0/entries/3/amount/amount")).isEqualTo("944.00");
    assertThat(reply.at("/accounts/0/closing/amount")).isEqualTo("844.00");
    assertThat(answer(DECEMBER.withHeader("accept", "text/csv; profile=data")).text())
        .contains(
            "B-2,2026-12-16,-1100.00,-100.00,,,100.00\r\n",
            "R-1,2026-12-16,944.00,844.00,,B-1,\r\n");
    assertThat(answer(BALANCE).at("/items/0/carried/amount")).isEqualTo("-100.00");
    assertThat(answer(BALANCE).at("/items/0/open/amount")).isEqualTo("944.00");
  }

  @Test
  void showsWhatAReversalTookFromTheCredit() {
    var on = LocalDate.of(2026, 12, 16);
    records(Optional.of("INV-000001"), Optional.empty(), "B-2", "1100.00", on);
    records(Optional.empty(), Optional.of("B-2"), "R-2", "1100.00", on);

    var reply = answer(DECEMBER);

    assertThat(reply.at("/accounts/0/entries/3/overpaid/amount")).isEqualTo("-100.00");
    assertThat(answer(DECEMBER.withHeader("accept", "text/csv; profile=data")).text())
        .contains("R-2,2026-12-16,1100.00,1000.00,,B-2,-100.00\r\n");
    assertThat(answer(BALANCE).at("/items/0/carried/amount")).isEqualTo("0.00");
  }

  @Test
  void isNotForAgents() {
    assertThat(answer(BALANCE.from("AdminAgent")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(DECEMBER.from("GlobalAdmin")).status()).isEqualTo(200);
  }

  @Test
  void takesNoParameters() {
    assertThat(answer(BALANCE.withQuery("currency=USD")).refusal()).isEqualTo("400 validation");
    assertThat(answer(DECEMBER.withQuery("limit=1")).refusal()).isEqualTo("400 validation");
  }

  @Test
  void hasNoStatementOfSomethingElse() {
    assertThat(answer(READ.withVariable("month", "2026-13")).refusal()).isEqualTo("404 not-found");
  }
}
