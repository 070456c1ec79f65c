package dev.keyshelf.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadSoftwareHandlerTest {
  private static final Events LIST = Events.of("read-software");
  private static final Events ONE =
      LIST.onRoute("GET /v1/customers/{customerId}/software/{entitlementId}")
          .withVariable("entitlementId", Story.ORDER + "-1");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void placeTheOrder() {
    fixture.customerIsIn("US");
    Catalogues.isPublished(fixture.ports().catalogueVersions(), Story.catalogue(), Instant.EPOCH);
    fixture.bought(Story.subscription());
  }

  private Reply answer(Events event) {
    return fixture.send(ReadSoftwareHandler::new, event);
  }

  @Test
  void listsTheSoftwareAndTheDaysLeftToCancel() {
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(9)));
    var reply = answer(LIST);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/items/0/entitlementId")).isEqualTo(Story.ORDER + "-1");
    assertThat(reply.at("/items/0/state")).isEqualTo("ACTIVE");
    assertThat(reply.at("/items/0/daysLeftToCancel")).isEqualTo("51");
    assertThat(reply.at("/items/0/hoursLeftToCancel")).isEqualTo("1224");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 30, 720",
    "PT1H, 29, 719",
    "P29DT23H, 0, 1",
    "P29DT23H59M59.999S, 0, 1",
    "P30D, 0, 0"
  })
  void roundsDaysDownAndHoursUp(Duration after, int days, int hours) {
    var order = another(Story.licences(), Story.cancelledBy(CancellationRoute.NEVER));
    fixture.placed(order);
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(30)).plus(after));

    var items = answer(LIST.withQuery("kind=PERPETUAL"));

    assertThat(items.at("/items/1/hoursLeftToCancel")).as(items.text()).isEqualTo("" + hours);
    assertThat(items.at("/items/1/daysLeftToCancel")).isEqualTo("" + days);
    assertThat(items.at("/items/0/hoursLeftToCancel")).isEqualTo("0");
    assertThat(items.at("/items/0/daysLeftToCancel")).isEqualTo("0");
  }

  private static Order another(Purchase... purchases) {
    return Story.ordered(purchases).as(OrderId.next(Story.BOUGHT_AT.plusMillis(1))).order();
  }

  @ParameterizedTest
  @CsvSource({
    "product=windows-server-2019-standard, 1",
    "product=windows-server-2019-datacenter, 0",
    "kind=SUBSCRIPTION, 1",
    "kind=PERPETUAL, 0",
    "state=ACTIVE, 1",
    "state=TERM_ENDED, 0",
    "state=CANCELLED&kind=SUBSCRIPTION, 0"
  })
  void filtersByProductKindAndState(String query, int rows) {
    var reply = answer(LIST.withQuery(query));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("items")).hasSize(rows);
  }

  @Test
  void countsOpenLinks() {
    assertThat(answer(LIST).at("/items/0/linksOpen")).isEqualTo("0");

    fixture.linked(Story.order(Story.subscription()));

    assertThat(answer(LIST).at("/items/0/linksOpen")).isEqualTo("1");
    assertThat(answer(ONE).at("/linksOpen")).isEqualTo("1");
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(14)));
    assertThat(answer(LIST).at("/items/0/linksOpen")).isEqualTo("0");
    assertThat(answer(ONE).at("/linksOpen")).isEqualTo("0");
  }

  @Test
  void listsTheNextSteps() {
    var software = "/v1/customers/%s/software/%s-1".formatted(Story.CUSTOMER, Story.ORDER);

    assertThat(answer(ONE).at("/links/keys")).isEqualTo(software + "/keys");
    fixture.strike(Instant.parse("2026-12-20T09:10:00Z"));
    assertThat(answer(ONE).json().get("links").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("software", "order");
  }

  @Test
  void calculatesTheSavingOfAHybridBenefit() {
    var order = another(Story.licences());
    fixture.placed(order);
    var reply = answer(saving(order, "windowsVmHourly=0.188&linuxVmHourly=0.096&hours=730"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/edition")).isEqualTo("STANDARD");
    assertThat(reply.at("/use")).isEqualTo("CONVERT");
    assertThat(reply.at("/saving/amount")).isEqualTo("67.16");
    assertThat(reply.at("/saving/currency")).isEqualTo("USD");
    assertThat(reply.at("/percent")).isEqualTo("48.9");
  }

  @Test
  void tellsWhatAHybridBenefitSavesAtMostWithoutAskingForRates() {
    var order = another(Story.licences());
    fixture.placed(order);
    var reply = answer(saving(order, ""));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/upToPercent")).isEqualTo("40");
    assertThat(reply.at("/explanation")).contains("up to 40 %");
    assertThat(reply.json().has("saving")).isFalse();
  }

  private static Events saving(Order order, String query) {
    return LIST.onRoute("GET /v1/customers/{customerId}/software/{entitlementId}/hybrid-benefit")
        .withVariable("entitlementId", order.id() + "-1")
        .withQuery(query);
  }

  @Test
  void calculatesNoSavingIfTheLicenceDoesNotQualify() {
    var order = Story.order(Story.subscription());

    assertThat(answer(saving(order, "windowsVmHourly=1&linuxVmHourly=1&hours=1")).refusal())
        .isEqualTo("409 has-no-hybrid-benefit");
  }

  @ParameterizedTest
  @CsvSource({
    "windowsVmHourly=0.1&linuxVmHourly=0.2&hours=1, linuxVmHourly",
    "windowsVmHourly=0.1&hours=1, linuxVmHourly",
    "windowsVmHourly=1e3&linuxVmHourly=0&hours=1, windowsVmHourly",
    "windowsVmHourly=1&linuxVmHourly=0&hours=-1, hours"
  })
  void refusesInvalidInputAndNamesItsParameter(String query, String parameter) {
    var reply = answer(saving(Story.order(Story.subscription()), query));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/parameter")).isEqualTo(parameter);
  }

  @Test
  void expandsOneToItsVersionsLanguagesAndFileTypes() {
    var reply = answer(ONE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/versions/0/version")).isEqualTo("2019");
    assertThat(reply.at("/versions/0/languages/0/language")).isEqualTo("en-US");
    assertThat(reply.at("/versions/0/languages/0/fileTypes/0")).isEqualTo("ISO");
    assertThat(reply.at("/artifacts/0/version")).isEqualTo("2019");
    assertThat(reply.at("/artifacts/0/fileName")).isEqualTo(Story.file().fileName());
    assertThat(reply.text()).doesNotContain(Story.file().objectKey());
  }

  @Test
  void reportsATermAsOverFromItsEnd() {
    fixture.strike(Instant.parse("2026-12-20T09:10:00Z"));

    assertThat(answer(ONE).at("/state")).isEqualTo("TERM_ENDED");
  }

  @Test
  void findsNothingOfAnotherPartner() {
    assertThat(answer(LIST.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(ONE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void allowsOnlyRolesThatBuy() {
    assertThat(answer(LIST.from("MarketingContentAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
