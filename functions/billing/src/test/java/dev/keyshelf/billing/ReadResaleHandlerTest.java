package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadResaleHandlerTest {
  private static final Events SET = Events.of("change-price-list");
  private static final Events READ = Events.of("read-resale");
  private static final Events LISTS = READ.onRoute("GET /v1/resale/price-lists").withQuery("");
  private static final Events LIST =
      READ.onRoute("GET /v1/resale/price-lists/{priceListId}")
          .withVariable("priceListId", "all")
          .withQuery("");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void customerHasBought() {
    fixture.partnerIs(false);
    fixture.customerIsIn("US");
    fixture.bought(Story.licences());
  }

  private void set(String list, int revision, String day, String margin) {
    var reply =
        fixture.send(
            ChangePriceListHandler::new,
            SET.again()
                .withVariable("priceListId", list)
                .withBody(
                    "{\"expectedRevision\": %s, \"validFrom\": \"%s\", \"margin\": \"%s\"}"
                        .formatted(revision, day, margin)));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private Reply answer(Events event) {
    return fixture.send(ReadResaleHandler::new, event);
  }

  @Test
  void showsTheMonthAtThePurchasePriceWithoutAList() {
    var reply = answer(READ);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/state")).isEqualTo("PREVIEW");
    assertThat(reply.at("/entries/0/entry/orderId")).isEqualTo(Story.ORDER.value());
    assertThat(reply.at("/entries/0/resaleAmount/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/entries/0/resaleLines/0/resaleBasis")).isEqualTo("PURCHASE_PRICE");
  }

  @Test
  void showsTheMonthAtTheCustomersPrices() {
    set(Story.CUSTOMER.value(), 0, "2026-11-20", "12.55");
    fixture.cancelled();
    var reply = answer(READ);

    assertThat(reply.json().at("/entries/0/resaleLines/0").toString())
        .isEqualTo(
            "{\"line\":1,\"resaleUnitPrice\":{\"amount\":\"1093.99\",\"currency\":\"USD\"},"
                + "\"resaleAmount\":{\"amount\":\"2187.98\",\"currency\":\"USD\"},"
                + "\"resaleBasis\":\"CUSTOMER_MARGIN\"}");
    assertThat(reply.json().at("/totals").toString())
        .isEqualTo(
            "[{\"currency\":\"USD\",\"purchased\":{\"amount\":\"0.00\",\"currency\":\"USD\"},"
                + "\"charged\":{\"amount\":\"2187.98\",\"currency\":\"USD\"},"
                + "\"credited\":{\"amount\":\"2187.98\",\"currency\":\"USD\"},"
                + "\"net\":{\"amount\":\"0.00\",\"currency\":\"USD\"}}]");
  }

  @Test
  void writesCsvWithTheInvoicesColumnsAfterItsOwn() {
    set("all", 0, "2026-11-20", "10");
    fixture.cancelled();
    var reply = answer(READ.withHeader("accept", "text/csv; profile=data"));

    assertThat(reply.header("Content-Disposition"))
        .contains("rebilling-2026-11-" + Story.CUSTOMER + ".csv");
    var rows = reply.text().split("\r\n");
    assertThat(rows[0])
        .startsWith("resaleUnitPrice,resaleAmount,resaleBasis,state,number,month,currency,kind,")
        .endsWith(String.join(",", new InvoiceColumns().columns()));
    assertThat(reply.text())
        .contains("\r\n1069.20,2138.40,MARGIN,PREVIEW,,2026-11,USD,CHARGE,")
        .contains("\r\n1069.20,-2138.40,MARGIN,PREVIEW,,2026-11,USD,CREDIT_NOTE,");
    assertThat(rows).hasSize(3);
  }

  @Test
  void writesACsvForCustomersWithoutWhatThePartnerPays() {
    set("all", 0, "2026-11-20", "10");
    fixture.cancelled();
    var reply = answer(READ.withHeader("accept", "text/csv; profile=customer"));

    assertThat(reply.header("Content-Type")).endsWith("; profile=customer");
    assertThat(reply.header("Content-Disposition"))
        .contains("customer-rebilling-2026-11-" + Story.CUSTOMER + ".csv");
    var rows = reply.text().split("\r\n");
    assertThat(rows[0])
        .isEqualTo(
            "\uFEFFstate,month,kind,entryId,at,customerId,customerName,customerDomain,orderId,"
                + "purchaseOrderNumber,line,reference,costCentre,skuId,title,termStartsAt,"
                + "termEndsAt,quantity,currency,resaleUnitPrice,resaleAmount,chargeId,reason");
    assertThat(rows).hasSize(3);
    assertThat(reply.text())
        .contains("\r\nPREVIEW,2026-11,CHARGE,", ",2,USD,1069.20,2138.40,,\r\n")
        .contains("\r\nPREVIEW,2026-11,CREDIT_NOTE,", ",2,USD,1069.20,-2138.40,");
    assertThat(reply.text()).doesNotContain("972").doesNotContain("1944").doesNotContain("MARGIN");
  }

  @Test
  void leadsToTheStatementOfChargesInPdf() {
    var customer = "customerId=" + Story.CUSTOMER;
    var pdf = READ.withHeader("accept", "application/pdf");

    var reply = answer(pdf.withQuery(customer + "&currency=USD"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(303);
    assertThat(reply.header("Location"))
        .isEqualTo("/v1/rebilling/2026-11/pdf?" + customer + "&currency=USD");
    assertThat(answer(pdf.withQuery("")).header("Location")).isEqualTo("/v1/rebilling/2026-11/pdf");
  }

  @Test
  void hasNoEInvoicesSinceItHasNoNumber() {
    var reply = answer(READ.withHeader("accept", "application/xml"));

    assertThat(reply.refusal()).isEqualTo("406 document-not-available");
    assertThat(reply.at("/lacks/0/field")).isEqualTo("number");
    assertThat(answer(LISTS.withHeader("accept", "application/pdf")).refusal())
        .isEqualTo("406 not-acceptable");
  }

  @Test
  void redirectsToAFileIfAMonthIsTooLargeForAnAnswer() {
    for (int i = 0; i < 15; i++) {
      var lines = Collections.nCopies(10, Bought.perpetual().titled("x".repeat(30_000)).purchase());
      fixture.placed(
          Story.ordered(lines.toArray(Purchase[]::new)).at(Story.BOUGHT_AT.plusMillis(i)).order());
    }

    var reply = answer(READ.withHeader("accept", "text/csv"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(303);
    assertThat(reply.at("/location")).isEqualTo(reply.header("Location"));
  }

  @Test
  void leavesTheInvoiceAsItIs() {
    var invoice = Events.of("read-invoices");
    var before = fixture.send(ReadInvoicesHandler::new, invoice).text();
    set("all", 0, "2026-11-20", "50");

    assertThat(fixture.send(ReadInvoicesHandler::new, invoice).text()).isEqualTo(before);
  }

  @Test
  void continuesPageByPageWithTheTotalsOnTheFirst() {
    set("all", 0, "2026-11-20", "10");
    for (int i = 1; i < 3; i++) {
      fixture.placed(
          Story.ordered(Bought.perpetual().priced("1.00", "USD").purchase())
              .at(Story.BOUGHT_AT.plus(Duration.ofSeconds(i)))
              .order());
    }
    var query = "customerId=" + Story.CUSTOMER + "&limit=2";
    var first = answer(READ.withQuery(query));
    var second = answer(READ.withQuery(query + "&cursor=" + first.at("/next")));

    assertThat(first.json().at("/entries")).hasSize(2);
    assertThat(first.at("/totals/0/charged/amount")).isEqualTo("2142.80");
    assertThat(second.json().at("/entries")).hasSize(1);
    assertThat(second.json().has("totals")).isFalse();
    assertThat(second.json().has("next")).isFalse();
    assertThat(answer(READ.withQuery("limit=2&cursor=" + first.at("/next"))).refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @Test
  void hasNoTotalsIfOnePageCannotExamineTheMonth() {
    for (int i = 0; i < 80; i++) {
      var lines = Collections.nCopies(25, Bought.perpetual().priced("1.00", "USD").purchase());
      var order = Story.ordered(lines.toArray(Purchase[]::new)).at(Story.BOUGHT_AT.plusMillis(i));
      fixture.placed(order.order());
      if (i == 78) {
        assertThat(answer(READ).at("/totals/0/purchased/amount")).isEqualTo("5894.00");
      }
    }

    var first = answer(READ);

    assertThat(first.json().has("totals")).isFalse();
    assertThat(first.json().at("/entries")).hasSize(50);
    var second =
        answer(READ.withQuery("customerId=" + Story.CUSTOMER + "&cursor=" + first.at("/next")));
    assertThat(second.json().at("/entries")).hasSize(31);
    assertThat(second.json().has("next")).isFalse();
  }

  @Test
  void narrowsToACustomerAndACurrency() {
    assertThat(answer(READ.withQuery("currency=EUR")).json().at("/entries")).isEmpty();
    assertThat(answer(READ.withQuery("currency=USD")).json().at("/entries")).hasSize(1);
    var another = Situations.CUSTOMER.value();
    assertThat(answer(READ.withQuery("customerId=" + another)).json().at("/entries")).isEmpty();
    assertThat(answer(READ.withQuery("customerId=x")).refusal()).isEqualTo("400 validation");
    assertThat(answer(READ.withVariable("month", "2026-13")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void listsTheListsAndTheVersionsOfEach() {
    set("all", 0, "2026-11-20", "10");
    set("all", 1, "2026-12-01", "11");
    set(Story.CUSTOMER.value(), 0, "2026-11-20", "12");

    var lists = answer(LISTS);
    assertThat(lists.json().at("/items").findValuesAsText("priceListId"))
        .containsExactly(Story.CUSTOMER.value(), "all");
    assertThat(lists.at("/items/0/customerId")).isEqualTo(Story.CUSTOMER.value());
    assertThat(lists.at("/items/1/revision")).isEqualTo("2");

    var first = answer(LIST.withQuery("limit=1"));
    assertThat(first.at("/revision")).isEqualTo("2");
    assertThat(first.at("/items/0/validFrom")).isEqualTo("2026-12-01");
    var second = answer(LIST.withQuery("limit=1&cursor=" + first.at("/next")));
    assertThat(second.at("/items/0/margin")).isEqualTo("10");
    var page = answer(LISTS.withQuery("limit=1"));
    assertThat(
            answer(LISTS.withQuery("limit=1&cursor=" + page.at("/next")))
                .at("/items/0/priceListId"))
        .isEqualTo("all");
  }

  @Test
  void listsAtMost20VersionsOnAPage() {
    for (int i = 0; i < 21; i++) {
      set("all", i, LocalDate.of(2026, 12, 1).plusDays(i).toString(), "1");
    }

    var reply = answer(LIST.withQuery("limit=200"));

    assertThat(reply.json().at("/items")).hasSize(20);
    assertThat(answer(LIST.withQuery("limit=200&cursor=" + reply.at("/next"))).json().at("/items"))
        .hasSize(1);
  }

  @Test
  void hasTheRevisionZeroBeforeAListIsSet() {
    var reply = answer(LIST);

    assertThat(reply.text()).isEqualTo("{\"priceListId\":\"all\",\"revision\":0,\"items\":[]}");
    assertThat(answer(LIST.withVariable("priceListId", Story.CUSTOMER.value())).at("/revision"))
        .isEqualTo("0");
  }

  @Test
  void findsNoListOfAnotherPartnersCustomer() {
    set(Story.CUSTOMER.value(), 0, "2026-11-20", "12");
    var its = LIST.withVariable("priceListId", Story.CUSTOMER.value());

    assertThat(answer(its.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(LISTS.ofPartner("partner-b")).json().at("/items")).isEmpty();
    assertThat(answer(READ.ofPartner("partner-b")).json().at("/entries")).isEmpty();
  }

  @Test
  void isForAccountantsOnly() {
    for (var event : new Events[] {READ, LISTS, LIST}) {
      assertThat(answer(event.from("AdminAgent")).refusal()).isEqualTo("403 role-required");
      assertThat(answer(event.from("GlobalAdmin")).status()).isEqualTo(200);
    }
  }

  @Test
  void listsInJsonOnly() {
    assertThat(answer(LISTS.withHeader("accept", "text/csv")).refusal())
        .isEqualTo("406 not-acceptable");
  }
}
