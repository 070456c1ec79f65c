package dev.keyshelf.orders;

import static dev.keyshelf.testkit.Situations.ALL_ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceOrderHandlerTest {
  private static final Events ORDER = Events.of("place-order");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void openShop() {
    fixture.partnerIs(false);
    fixture.customerIsIn("US");
    Catalogues.isPublished(fixture.ports().catalogueVersions(), Story.catalogue(), Instant.EPOCH);
  }

  private Reply answer(Events event) {
    return fixture.send(PlaceOrderHandler::new, event);
  }

  private int orders() {
    return fixture
        .ports()
        .orders()
        .list(Story.PARTNER, Story.CUSTOMER, ALL_ORDERS, 10, Optional.empty())
        .orders()
        .size();
  }

  @Test
  void placesTheOrderOfTheEvent() {
    var reply = answer(ORDER);

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/total/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/placedBy")).isEqualTo("ada@contoso.example");
    assertThat(reply.at("/lines/0/entitlementId")).isEqualTo(reply.at("/orderId") + "-1");
    assertThat(reply.header("Location"))
        .isEqualTo("/v1/customers/%s/orders/%s", Story.CUSTOMER, reply.at("/orderId"));
    assertThat(orders()).isEqualTo(1);
  }

  private static Events referring(String purchaseOrderNumber, String reference, String costCentre) {
    return ORDER.withBody(
        """
        {"purchaseOrderNumber": "%s",
         "lines": [{"skuId": "ws2019-std-16core", "quantity": 2,
                    "reference": "%s", "costCentre": "%s"}]}
        """
            .formatted(purchaseOrderNumber, reference, costCentre));
  }

  @Test
  void keepsReferencesAsTheyWereTyped() {
    // The number has the form of a product key: in other texts that is masked.
    var reply = answer(referring("ABCDE-FGHIJ-KLMNO-PQRST-UVWXY", "=Büro 3/4", "00123"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/purchaseOrderNumber")).isEqualTo("ABCDE-FGHIJ-KLMNO-PQRST-UVWXY");
    assertThat(reply.at("/lines/0/reference")).isEqualTo("=Büro 3/4");
    assertThat(reply.at("/lines/0/costCentre")).isEqualTo("00123");
    var day = Duration.ofDays(1);
    var question =
        new ActivityLog.Question(
            Story.BOUGHT_AT.minus(day), Story.BOUGHT_AT.plus(day), ActivityFilter.NONE);
    assertThat(
            fixture
                .ports()
                .activityLog()
                .list(Story.PARTNER, question, 10, Optional.empty())
                .records())
        .extracting(ActivityRecord::detail)
        .contains(
            Optional.of(
                "purchase order ABCDE-FGHIJ-KLMNO-PQRST-UVWXY; line 1: reference =Büro 3/4;"
                    + " line 1: cost centre 00123"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', a, b, /purchaseOrderNumber",
    "4711, ' ', b, /lines/0/reference",
    "4711, a, LONG, /lines/0/costCentre",
    "a\\u0000b, a, b, /purchaseOrderNumber"
  })
  void refusesAReferenceThatIsNoText(
      String number, String reference, String costCentre, String pointer) {
    var reply = answer(referring(number, reference, costCentre.replace("LONG", "x".repeat(65))));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo(pointer);
    assertThat(orders()).isZero();
  }

  @Test
  void countsTheCharactersOfAReferenceAsTheyAreSeen() {
    assertThat(answer(referring("😀".repeat(64), "a", "b")).status()).isEqualTo(201);
  }

  @Test
  void refusesAnotherReferenceUnderAUsedKey() {
    answer(referring("4711", "a", "b"));

    assertThat(answer(referring("4712", "a", "b")).refusal())
        .isEqualTo("422 idempotency-key-reused");
  }

  @Test
  void answersARetryWithTheFirstAnswer() {
    var first = answer(ORDER);
    var second = answer(ORDER);

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void refusesAnArchivedCustomer() {
    var active = Story.customerIn("US");
    var archived =
        active
            .archived(Optional.of(Story.BOUGHT_AT))
            .changed(active.companyName(), active.market(), Optional.empty());
    fixture.changed(active, archived);

    assertThat(answer(ORDER).refusal()).isEqualTo("409 customer-archived");
    assertThat(orders()).isZero();

    fixture.changed(
        archived,
        archived
            .archived(Optional.empty())
            .changed(active.companyName(), active.market(), Optional.empty()));
    assertThat(answer(ORDER).status()).isEqualTo(201);
  }

  @Test
  void refusesAnotherOrderUnderAUsedKey() {
    answer(ORDER);

    var other =
        ORDER.withBody("{\"lines\": [{\"skuId\": \"ws2019-std-16core\", \"quantity\": 3}]}");
    assertThat(answer(other).refusal()).isEqualTo("422 idempotency-key-reused");
    assertThat(orders()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "unheard-of, 1, 422 product-unavailable, /lines/0/skuId",
    "abroad, 1, 409 not-sold-in-market, /lines/0/skuId",
    "limited, 1, 403 partner-not-eligible, /lines/0/skuId",
    "ws2019-std-16core, 1001, 400 validation, /lines/0/quantity",
    "priceless, 2, 400 validation, /lines/0/quantity"
  })
  void refusesAFaultyLineAndNamesIt(String sku, int quantity, String refusal, String pointer) {
    var reply =
        answer(
            ORDER.withBody(
                "{\"lines\": [{\"skuId\": \"%s\", \"quantity\": %s}]}".formatted(sku, quantity)));

    assertThat(reply.refusal()).isEqualTo(refusal);
    assertThat(reply.at("/errors/0/pointer")).isEqualTo(pointer);
    assertThat(orders()).isZero();
  }

  private static Events expecting(String amount, String currency) {
    return ORDER.withBody(
        """
        {"lines": [{"skuId": "ws2019-std-16core", "quantity": 2}],
         "expectedTotal": {"amount": "%s", "currency": "%s"}}
        """
            .formatted(amount, currency));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1944.00", "1944", "1944.0"})
  void placesAnOrderWithTheExpectedTotal(String amount) {
    assertThat(answer(expecting(amount, "USD")).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({"1943.99, USD", "1944.01, USD", "1944.00, EUR", "0, USD"})
  void refusesAnOrderWithAnotherTotal(String amount, String currency) {
    var reply = answer(expecting(amount, currency));

    assertThat(reply.refusal()).as(reply.text()).isEqualTo("409 price-changed");
    assertThat(reply.at("/total/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/total/currency")).isEqualTo("USD");
    assertThat(reply.at("/lines/0/unitPrice/amount")).isEqualTo("972.00");
    assertThat(orders()).isZero();
  }

  @Test
  void storesNothingOfAnOrderWithAnotherTotal() {
    answer(expecting("1.00", "USD"));

    assertThat(answer(expecting("1944.00", "USD")).status()).isEqualTo(201);
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void namesTheFaultsOfAnOrderBeforeItsPrice() {
    var reply =
        answer(
            ORDER.withBody(
                """
                {"lines": [{"skuId": "abroad", "quantity": 1}],
                 "expectedTotal": {"amount": "5.00", "currency": "USD"}}
                """));

    assertThat(reply.refusal()).isEqualTo("409 not-sold-in-market");
  }

  @Test
  void refusesASuspendedPartner() {
    fixture.partnerIs(true);

    assertThat(answer(ORDER).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void refusesAnUnregisteredPartner() {
    var nobodys = Story.customerOf(new PartnerId("partner-z"));
    fixture.exists(nobodys);
    var event = ORDER.ofPartner("partner-z").withVariable("customerId", nobodys.id().value());

    assertThat(answer(event).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void fixesTheCustomersMarketWithItsFirstOrder() {
    var first = answer(ORDER);
    answer(ORDER.again());

    assertThat(
            fixture
                .ports()
                .customers()
                .find(Story.PARTNER, Story.CUSTOMER)
                .orElseThrow()
                .firstOrder())
        .map(order -> order.id().value())
        .contains(first.at("/orderId"));
  }

  @Test
  void doesNotFindAnotherPartnersCustomer() {
    assertThat(answer(ORDER.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void allowsOnlyRolesThatBuy() {
    assertThat(answer(ORDER.from("AccountAdmin", "ReferralAdmin")).refusal())
        .isEqualTo("403 role-required");
    assertThat(answer(ORDER.from("GlobalAdmin")).status()).isEqualTo(201);
  }
}
