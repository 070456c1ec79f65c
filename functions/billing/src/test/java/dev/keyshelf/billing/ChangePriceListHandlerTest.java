package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangePriceListHandlerTest {
  private static final Events SET = Events.of("change-price-list");
  private static final Events REMOVE =
      SET.onRoute("POST /v1/resale/price-lists/{priceListId}/versions/{validFrom}/removal")
          .withVariable("validFrom", "2026-11-20")
          .withBody("{\"expectedRevision\": 1}")
          .again();
  private static final Events READ =
      Events.of("read-resale")
          .onRoute("GET /v1/resale/price-lists/{priceListId}")
          .withVariable("priceListId", "all")
          .withQuery("");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void customerExists() {
    fixture.partnerIs(false);
    fixture.customerIsIn("US");
  }

  private Reply answer(Events event) {
    return fixture.send(ChangePriceListHandler::new, event);
  }

  private Reply versions() {
    return fixture.send(ReadResaleHandler::new, READ);
  }

  @Test
  void setsAVersion() {
    var reply = answer(SET);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text())
        .isEqualTo(
            "{\"priceListId\":\"all\",\"revision\":1,\"changedAt\":\"2026-11-20T09:10:00Z\","
                + "\"changedBy\":\"ada@contoso.example\",\"validFrom\":\"2026-11-20\"}");
    var version = versions().json().at("/items/0");
    assertThat(version.at("/margin").asText()).isEqualTo("12.5");
    assertThat(version.at("/prices").toString())
        .isEqualTo(
            "[{\"skuId\":\"sql2019-std-2core\",\"margin\":\"10\"},"
                + "{\"skuId\":\"ws2019-std-16core\",\"unitPrice\":"
                + "{\"amount\":\"1100.00\",\"currency\":\"USD\"}}]");
  }

  @Test
  void repeatsTheAnswerOfTheSameRequest() {
    var first = answer(SET);
    var second = answer(SET);

    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(versions().at("/revision")).isEqualTo("1");
  }

  @Test
  void holdsFromTodayUnlessADayIsGiven() {
    answer(SET.withBody("{\"expectedRevision\": 0, \"margin\": \"1\"}"));

    assertThat(versions().at("/items/0/validFrom")).isEqualTo("2026-11-20");
  }

  @Test
  void removesAVersion() {
    answer(SET);
    var reply = answer(REMOVE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/revision")).isEqualTo("2");
    assertThat(versions().json().at("/items")).isEmpty();
    assertThat(answer(REMOVE.again().withBody("{\"expectedRevision\": 2}")).refusal())
        .isEqualTo("404 not-found");
  }

  @Test
  void refusesWhatIsDecidedOnAnOlderRevision() {
    answer(SET);
    var reply = answer(SET.again());

    assertThat(reply.refusal()).isEqualTo("409 price-list-changed");
    assertThat(reply.at("/errors/0/detail")).isEqualTo("must be 1");
  }

  @Test
  void refusesADayOfAnInvoicedMonth() {
    fixture.bought(Story.licences());
    new IssueInvoices(
            fixture.ports().partners(), fixture.ports().ledger(), fixture.ports().invoices())
        .issue(Instant.parse("2026-12-01T01:00:00Z"), TimeLeft.ENDLESS);
    var reply = answer(SET);

    assertThat(reply.refusal()).isEqualTo("409 month-issued");
    assertThat(reply.at("/errors/0/detail")).isEqualTo("must be 2026-12-01 or later");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /expectedRevision",
        "{'expectedRevision': -1} | /expectedRevision",
        "{'expectedRevision': 0, 'margin': '-100.01'} | /margin",
        "{'expectedRevision': 0, 'margin': 12.5} | /margin",
        "{'expectedRevision': 0, 'margin': '1.234'} | /margin",
        "{'expectedRevision': 0, 'validFrom': '2017-12-31'} | /validFrom",
        "{'expectedRevision': 0, 'validFrom': '2027-11-21'} | /validFrom",
        "{'expectedRevision': 0, 'validFrom': '2026-02-30'} | /validFrom",
        "{'expectedRevision': 0, 'prices': [{'skuId': 'a'}]} | /prices/0/margin",
        "{'expectedRevision': 0, 'prices': [{'skuId': 'A', 'margin': '1'}]} | /prices/0/skuId",
        "{'expectedRevision': 0, 'prices': [{'skuId': 'a', 'margin': '1', 'unitPrice':"
            + " {'amount': '1', 'currency': 'USD'}}]} | /prices/0/margin",
        "{'expectedRevision': 0, 'prices': [{'skuId': 'a', 'unitPrice':"
            + " {'amount': '-0.01', 'currency': 'USD'}}]} | /prices/0/unitPrice/amount",
        "{'expectedRevision': 0, 'prices': [{'skuId': 'a', 'unitPrice':"
            + " {'amount': '1.001', 'currency': 'USD'}}]} | /prices/0/unitPrice/amount",
        "{'expectedRevision': 0, 'prices': [{'skuId': 'a', 'margin': '1'},"
            + " {'skuId': 'b', 'margin': '1'}, {'skuId': 'a', 'margin': '2'}]} | /prices/2/skuId",
        "{'expectedRevision': 0, 'price': []} | /price"
      })
  void namesThePlaceOfEachFault(String body, String pointer) {
    var reply = answer(SET.withBody(body.replace('\'', '"')));

    assertThat(reply.refusal()).as(reply.text()).isEqualTo("400 validation");
    assertThat(reply.json().at("/errors").findValuesAsText("pointer")).containsExactly(pointer);
  }

  @Test
  void takes400PricesInOneRequestAndNoMore() {
    var price =
        "{\"skuId\":\"SKU\",\"unitPrice\":{\"amount\":\"92233720368547758.07\","
            + "\"currency\":\"USD\"}}";
    var prices =
        IntStream.range(1000, 1400)
            .mapToObj(number -> price.replace("SKU", "s".repeat(60) + number))
            .collect(Collectors.joining(","));
    var body = "{\"expectedRevision\":0,\"margin\":\"1\",\"prices\":[" + prices + "]}";

    var reply = answer(SET.withBody(body));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(versions().json().at("/items/0/prices")).hasSize(400);

    var one = "{\"skuId\":\"a\",\"margin\":\"1\"}";
    var many = String.join(",", Collections.nCopies(401, one));
    var tooMany =
        answer(SET.again().withBody("{\"expectedRevision\":1,\"prices\":[" + many + "]}"));
    assertThat(tooMany.refusal()).isEqualTo("400 validation");
  }

  @Test
  void findsNoCustomerOfAnotherPartner() {
    var its = SET.withVariable("priceListId", Story.CUSTOMER.value());

    assertThat(answer(its.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(its).status()).isEqualTo(200);
    var unknown = CustomerId.next(Story.BOUGHT_AT).value();
    assertThat(answer(SET.again().withVariable("priceListId", unknown)).refusal())
        .isEqualTo("404 not-found");
    assertThat(answer(SET.withVariable("priceListId", "every")).refusal())
        .isEqualTo("404 not-found");
    assertThat(answer(REMOVE.withVariable("validFrom", "2026-13-01")).refusal())
        .isEqualTo("404 not-found");
  }

  @Test
  void isForAccountantsOnly() {
    assertThat(answer(SET.from("AdminAgent")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(SET.from("GlobalAdmin")).status()).isEqualTo(200);
  }
}
