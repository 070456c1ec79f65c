package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadInvoicesHandlerTest {
  private static final Events READ = Events.of("read-invoices");
  private static final Events LIST = READ.onRoute("GET /v1/invoices");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void placeTheOrder() {
    fixture.bought(Story.licences());
  }

  private void isIssued() {
    fixture.partnerIs(false);
    new IssueInvoices(
            fixture.ports().partners(), fixture.ports().ledger(), fixture.ports().invoices())
        .issue(Instant.parse("2026-12-01T01:00:00Z"), TimeLeft.ENDLESS);
  }

  private void isCancelled() {
    fixture.cancelled();
  }

  private Reply answer(Events event) {
    return fixture.send(ReadInvoicesHandler::new, event);
  }

  @Test
  void showsTheChargesOfTheMonth() {
    var reply = answer(READ);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/month")).isEqualTo("2026-11");
    assertThat(reply.at("/entries/0/kind")).isEqualTo("CHARGE");
    assertThat(reply.at("/entries/0/orderId")).isEqualTo(Story.ORDER.value());
    assertThat(reply.at("/entries/0/lines/0/amount/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/invoices/0/net/amount")).isEqualTo("1944.00");
  }

  @Test
  void subtractsTheCredits() {
    isCancelled();
    var reply = answer(READ);

    assertThat(reply.json().get("entries").findValuesAsText("kind"))
        .containsExactlyInAnyOrder("CHARGE", "CREDIT_NOTE");
    assertThat(reply.at("/invoices/0/credited/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/invoices/0/net/amount")).isEqualTo("0.00");
    assertThat(reply.at("/invoices/0/documentType")).isEqualTo("INVOICE");
  }

  @Test
  void aMonthWithMoreCreditThanChargesIsACreditNote() {
    isIssued();
    isCancelled();
    var december = READ.withVariable("month", "2026-12");
    assertThat(answer(december).at("/invoices/0/documentType")).isEqualTo("CREDIT_NOTE");

    new IssueInvoices(
            fixture.ports().partners(), fixture.ports().ledger(), fixture.ports().invoices())
        .issue(Instant.parse("2027-01-01T01:00:00Z"), TimeLeft.ENDLESS);

    var list = answer(LIST).json().get("items");
    assertThat(list.findValuesAsText("documentType")).containsExactly("CREDIT_NOTE", "INVOICE");
    assertThat(list.findValuesAsText("number")).containsExactly("INV-000002", "INV-000001");
    assertThat(answer(december.withHeader("accept", "text/csv; profile=data")).text())
        .endsWith(",CREDIT_NOTE,INV-000001,2026-11,EXCLUDED\r\n");
  }

  @Test
  void showsAMonthInProgressAsAPreview() {
    var reply = answer(READ);

    assertThat(reply.at("/state")).isEqualTo("PREVIEW");
    assertThat(reply.at("/invoices/0/state")).isEqualTo("PREVIEW");
    assertThat(reply.json().at("/invoices/0").has("number")).isFalse();
    assertThat(reply.at("/invoices/0/due/amount")).isEqualTo("1944.00");
  }

  @Test
  void showsAnIssuedMonthAsItWasIssued() {
    isIssued();
    var first = answer(READ);
    isCancelled();

    assertThat(answer(READ).text()).isEqualTo(first.text());
    assertThat(first.at("/state")).isEqualTo("ISSUED");
    assertThat(first.at("/invoices/0/number")).isEqualTo("INV-000001");
    assertThat(first.at("/invoices/0/issuedAt")).isEqualTo("2026-12-01T01:00:00Z");
    assertThat(first.at("/entries/0/lines/0/terms"))
        .isEqualTo("edition 2020-01-21 of server-software");
  }

  @Test
  void listsIssuedInvoices() {
    assertThat(answer(LIST).json().get("items")).isEmpty();

    isIssued();

    var reply = answer(LIST);
    assertThat(reply.json().get("items")).hasSize(1);
    assertThat(reply.at("/items/0/month")).isEqualTo("2026-11");
    assertThat(reply.at("/items/0/charged/amount")).isEqualTo("1944.00");
    assertThat(answer(LIST.ofPartner("partner-b")).json().get("items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void continuesWithTheEntriesPageByPage(boolean issued) {
    isCancelled();
    if (issued) {
      isIssued();
    }

    var first = answer(READ.withQuery("limit=1"));
    var second = answer(READ.withQuery("limit=1&cursor=" + first.at("/next")));

    assertThat(first.json().get("invoices")).hasSize(1);
    assertThat(second.json().has("invoices")).isFalse();
    assertThat(first.json().get("entries")).hasSize(1);
    assertThat(second.json().get("entries")).hasSize(1);
    assertThat(second.at("/entries/0/id")).isNotEqualTo(first.at("/entries/0/id"));
  }

  @Test
  void startsAgainWhenTheMonthIsIssuedBetweenTwoPages() {
    isCancelled();
    var first = answer(READ.withQuery("limit=1"));
    isIssued();

    assertThat(answer(READ.withQuery("limit=1&cursor=" + first.at("/next"))).refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @Test
  void narrowsToACurrency() {
    assertThat(answer(READ.withQuery("currency=USD")).json().get("entries")).hasSize(1);
    var yen = answer(READ.withQuery("currency=JPY")).json();
    assertThat(yen.get("entries")).isEmpty();
    assertThat(yen.get("invoices")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "currency=usd",
        "currency=QQQ",
        "currency=",
        "limit=0",
        "limit=201",
        "year=2026",
        "currency=USD&currency=EUR"
      })
  void refusesInvalidParameters(String query) {
    assertThat(answer(READ.withQuery(query)).refusal()).isEqualTo("400 validation");
  }

  @Test
  void writesEveryLineInCsvWithCreditsNegative() {
    isCancelled();
    isIssued();

    var reply = answer(READ.withHeader("accept", "text/csv"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/csv");
    assertThat(reply.header("Vary")).isEqualTo("Accept");
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"invoice-2026-11.csv\"");
    var rows = reply.text().split("\r\n");
    assertThat(rows).hasSize(3);
    assertThat(rows[0]).startsWith("\ufeffstate,number,month,currency,kind,entryId,at,");
    assertThat(String.join("\n", rows))
        .contains(
            "ISSUED,INV-000001,2026-11,USD,CHARGE,",
            ",2,1944.00,0.00,edition 2020-01-21 of server-software,2 x 972.00 USD",
            ",2,-1944.00,0.00,edition 2020-01-21 of server-software,");
  }

  @Test
  void writesCsvForPrograms() {
    isIssued();

    var reply = answer(READ.withHeader("accept", "text/csv; profile=data"));

    assertThat(reply.header("Content-Type")).endsWith("; profile=data");
    assertThat(reply.text()).startsWith("state,number,");
  }

  @Test
  void writesACarriedInCreditAsASeparateRow() {
    isIssued();
    isCancelled();
    fixture.placed(
        Story.ordered(Bought.perpetual().times(1).priced("1.00", "USD").purchase())
            .at(Instant.parse("2027-01-15T00:00:00Z"))
            .order());
    new IssueInvoices(
            fixture.ports().partners(), fixture.ports().ledger(), fixture.ports().invoices())
        .issue(Instant.parse("2027-02-01T01:00:00Z"), TimeLeft.ENDLESS);

    var january = answer(READ.withVariable("month", "2027-01").withHeader("accept", "text/csv"));

    assertThat(january.text())
        .contains(
            "ISSUED,INV-000003,2027-01,USD,CARRIED_IN,,,,,,,,,-1944.00"
                + ",".repeat(15)
                + "-1944.00,,,INVOICE,,,");
  }

  @Test
  void listsInJsonOnly() {
    assertThat(answer(LIST.withHeader("accept", "text/csv")).refusal())
        .isEqualTo("406 not-acceptable");
  }

  @Test
  void redirectsToAFileIfAMonthIsTooLargeForAnAnswer() throws Exception {
    for (int i = 0; i < 15; i++) {
      fixture.placed(anOrderOf300Kilobytes(i));
    }

    var reply = answer(READ.withHeader("accept", "text/csv"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(303);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.at("/location")).isEqualTo(reply.header("Location"));
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(reply.header("Location"))).build();
      var file = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(file.body().lines()).hasSize(1 + 1 + 15 * 10);
    }
  }

  private static Order anOrderOf300Kilobytes(int number) {
    var long30Kilobytes = Bought.perpetual().titled("x".repeat(30_000)).purchase();
    return Story.ordered(Collections.nCopies(10, long30Kilobytes).toArray(Purchase[]::new))
        .at(Story.BOUGHT_AT.plusMillis(number))
        .order();
  }

  @Test
  void isEmptyForAMonthOrAPartnerWithoutOrders() {
    assertThat(answer(READ.withVariable("month", "2026-10")).json().get("entries")).isEmpty();
    assertThat(answer(READ.ofPartner("partner-b")).json().get("entries")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13", "2026-00", "2026-1", "1999-01", "november", "2026-11#X"})
  void answersAMalformedMonthWith404(String month) {
    assertThat(answer(READ.withVariable("month", month)).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void allowsOnlyRolesThatBuyOrPay() {
    for (var role : new String[] {"AdminAgent", "GlobalAdmin", "AccountAdmin"}) {
      assertThat(answer(READ.from(role)).status()).as(role).isEqualTo(200);
    }
    assertThat(answer(READ.from("ReferralAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
