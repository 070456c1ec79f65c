package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeCustomerHandlerTest {
  private static final Events CHANGE = Events.of("change-customer");
  private static final String ADA =
      "{\"contact\": {\"name\": \"Ada\", \"email\": \"ada@b.example\", \"phone\": \"112\"}}";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void addTheCustomer() {
    fixture.partnerIs(false);
    fixture.customerIsIn("US");
  }

  private Reply answer(Events event) {
    return fixture.send(ChangeCustomerHandler::new, event);
  }

  private Reply changing(String body) {
    return answer(CHANGE.again().withBody(body));
  }

  private Customer now() {
    return fixture.ports().customers().find(Story.PARTNER, Story.CUSTOMER).orElseThrow();
  }

  private void buysForTheFirstTime() {
    var order = Story.order(Story.licences());
    var act = new Act(new Actor.User("ada", Set.of("AdminAgent")), Story.BOUGHT_AT, "first-order");
    var activity =
        ActivityRecord.of(
            Story.PARTNER, act, Operation.ORDER_PLACED, Subject.of(Story.CUSTOMER, order.id()));
    var once =
        new IdempotencyRecord(
            new IdempotencyKey(Story.PARTNER, "story", "first-order"),
            "",
            new StoredAnswer(201, Map.of(), "{}", false));
    assertThat(fixture.ports().orders().placeFirst(order, Reservation.none(), activity, once))
        .isEqualTo(Commit.DONE);
  }

  @Test
  void changesTheCustomerOfTheEvent() {
    var reply = answer(CHANGE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/companyName")).isEqualTo("Northwind Traders Ltd");
    assertThat(reply.at("/contact/email")).isEqualTo("grace@northwind.example");
    assertThat(now().companyName()).isEqualTo("Northwind Traders Ltd");
  }

  @Test
  void answersARetryWithTheFirstAnswer() {
    var first = answer(CHANGE);
    changing("{\"companyName\": \"Southwind\"}");
    var second = answer(CHANGE);

    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(now().companyName()).isEqualTo("Southwind");
  }

  @Test
  void keepsFieldsThatAreNotNamed() {
    changing(ADA);
    var reply = changing("{\"companyName\": \"Southwind\"}");

    assertThat(reply.at("/contact/name")).isEqualTo("Ada");
    assertThat(reply.at("/market")).isEqualTo("US");
    assertThat(reply.at("/domain")).isEqualTo("northwind.example");
  }

  @Test
  void changesAPartOfTheContact() {
    changing(ADA);
    var reply = changing("{\"contact\": {\"email\": \"ada@c.example\"}}");

    assertThat(reply.at("/contact/name")).isEqualTo("Ada");
    assertThat(reply.at("/contact/email")).isEqualTo("ada@c.example");
    assertThat(reply.at("/contact/phone")).isEqualTo("112");
  }

  @Test
  void removesTheContactWhenItIsNull() {
    changing(ADA);

    assertThat(changing("{\"contact\": null}").json().has("contact")).isFalse();
    assertThat(now().contact()).isEmpty();
  }

  @Test
  void removesThePhoneWhenItIsNull() {
    changing(ADA);
    var reply = changing("{\"contact\": {\"phone\": null}}");

    assertThat(reply.at("/contact/name")).isEqualTo("Ada");
    assertThat(reply.json().at("/contact").has("phone")).isFalse();
  }

  @Test
  void refusesAnIncompleteNewContact() {
    var reply = changing("{\"contact\": {\"phone\": \"112\", \"email\": \"ada@b.example\"}}");

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.json().get("errors").findValuesAsText("pointer"))
        .containsExactly("/contact/name");
  }

  @Test
  void changesNothingWhenNothingIsNamed() {
    var reply = changing("{}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/companyName")).isEqualTo("Northwind Traders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"domain\": \"other\"} | /domain",
        "{\"domain\": null} | /domain",
        "{\"tenantId\": \"00000000\"} | /tenantId",
        "{\"tenantId\": null} | /tenantId",
        "{\"state\": \"archived\"} | /state",
        "{\"state\": null} | /state",
        "{\"customerId\": \"01M7W2Y7M0PV25GRW7BRT4GZ53\"} | /customerId",
        "{\"firstOrderAt\": null} | /firstOrderAt",
        "{\"partnerId\": \"partner-b\"} | /partnerId",
        "{\"companyName\": null} | /companyName",
        "{\"companyName\": \" \"} | /companyName",
        "{\"market\": null} | /market",
        "{\"market\": \"us\"} | /market",
        "{\"contact\": \"Ada\"} | /contact",
        "{\"contact\": {\"name\": null}} | /contact/name",
        "{\"contact\": {\"email\": \"ada\"}} | /contact/email",
        "{\"contact\": {\"phone\": \"call me\"}} | /contact/phone",
        "{\"contact\": {\"fax\": \"112\"}} | /contact/fax"
      })
  void namesTheFieldThatIsWrong(String body, String pointer) {
    var reply = changing(body);

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.json().get("errors").findValuesAsText("pointer")).containsExactly(pointer);
    assertThat(now()).isEqualTo(Story.customerIn("US"));
  }

  @Test
  void changesDomainAndTenant() {
    var reply =
        changing(
            "{\"domain\": \"B\u00fccher.example\","
                + " \"tenantId\": \"00000000-0000-0000-0000-00000000000A\"}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/domain")).isEqualTo("xn--bcher-kva.example");
    assertThat(reply.at("/tenantId")).isEqualTo("00000000-0000-0000-0000-00000000000a");
    assertThat(record().detail())
        .contains(
            "domain northwind.example to xn--bcher-kva.example; tenant"
                + " e9da86d3-51cf-4a76-a2d8-c50195c3f466 to 00000000-0000-0000-0000-00000000000a");
    assertThat(record().changed()).containsExactly("domain", "tenantId");
  }

  @Test
  void recordsWhatDiffersButNotWhatWasOnlySent() {
    changing(
        """
        {"companyName": "New name", "domain": "northwind.example", "state": "ARCHIVED", "market": "DE",
         "contact": {"name": "Ann", "email": "ann@northwind.example"}}
        """);

    assertThat(record().changed()).containsExactly("companyName", "contact", "market", "state");
  }

  @Test
  void refusesTheDomainAndTheTenantOfAnotherCustomer() {
    fixture.exists(
        Situations.aCustomer(
            CustomerId.next(Story.BOUGHT_AT),
            Story.PARTNER,
            "Other",
            "other.example",
            "00000000-0000-0000-0000-00000000000a",
            Situations.US,
            Story.BOUGHT_AT));

    assertThat(changing("{\"domain\": \"other.example\"}").refusal()).isEqualTo("409 domain-taken");
    assertThat(changing("{\"tenantId\": \"00000000-0000-0000-0000-00000000000a\"}").refusal())
        .isEqualTo("409 tenant-taken");
    assertThat(now()).isEqualTo(Story.customerIn("US"));
  }

  @Test
  void keepsDomainAndTenantThatItHasAlready() {
    var reply =
        changing(
            "{\"domain\": \"northwind.example\","
                + " \"tenantId\": \"e9da86d3-51cf-4a76-a2d8-c50195c3f466\"}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(record().detail()).isEmpty();
    assertThat(record().changed()).isEmpty();
  }

  @Test
  void archivesAndRestores() {
    var archived = changing("{\"state\": \"ARCHIVED\"}");
    assertThat(archived.at("/state")).isEqualTo("ARCHIVED");
    assertThat(archived.at("/archivedAt")).isEqualTo("2026-11-20T09:10:00Z");
    assertThat(record().detail()).contains("archived");
    fixture.strike(Story.BOUGHT_AT.plusMillis(1));
    assertThat(changing("{\"state\": \"ARCHIVED\"}").at("/archivedAt"))
        .isEqualTo("2026-11-20T09:10:00Z");

    var restored = changing("{\"state\": \"ACTIVE\"}");

    assertThat(restored.at("/state")).isEqualTo("ACTIVE");
    assertThat(restored.json().has("archivedAt")).isFalse();
    assertThat(now().archivedAt()).isEmpty();
  }

  private ActivityRecord record() {
    return fixture.onlyRecord(Story.PARTNER, Operation.CUSTOMER_CHANGED);
  }

  @Test
  void movesToAnotherMarketBeforeTheFirstOrder() {
    assertThat(changing("{\"market\": \"DE\"}").at("/market")).isEqualTo("DE");
  }

  @Test
  void namesTheOrderThatFixedTheMarket() {
    buysForTheFirstTime();
    var reply = changing("{\"market\": \"DE\"}");

    assertThat(reply.refusal()).isEqualTo("409 market-fixed");
    assertThat(reply.at("/detail")).contains(Story.ORDER.value(), "2026-11-20T09:10:00Z", "US");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/market");
    assertThat(now().market()).isEqualTo(Story.customerIn("US").market());
  }

  @Test
  void changesTheRestAfterTheFirstOrder() {
    buysForTheFirstTime();
    var reply = changing("{\"companyName\": \"Southwind\", \"market\": \"US\"}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/firstOrderAt")).isEqualTo("2026-11-20T09:10:00Z");
  }

  @Test
  void recordsWhoChangedWhichCustomer() {
    answer(CHANGE);

    assertThat(fixture.log(Story.PARTNER))
        .filteredOn(each -> each.operation() == Operation.CUSTOMER_CHANGED)
        .singleElement()
        .satisfies(each -> assertThat(each.by().name()).isEqualTo("ada@contoso.example"))
        .satisfies(each -> assertThat(each.subject().customer()).contains(Story.CUSTOMER));
  }

  @Test
  void doesNotFindAnotherPartnersCustomer() {
    assertThat(answer(CHANGE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void refusesASuspendedPartner() {
    fixture.partnerIs(true);

    assertThat(answer(CHANGE).refusal()).isEqualTo("403 partner-suspended");
    assertThat(now()).isEqualTo(Story.customerIn("US"));
  }

  @Test
  void refusesAnUnregisteredPartner() {
    var nobodys = Story.customerOf(new PartnerId("partner-z"));
    fixture.exists(nobodys);
    var event = CHANGE.ofPartner("partner-z").withVariable("customerId", nobodys.id().value());

    assertThat(answer(event).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void needsAnIdempotencyKey() {
    assertThat(answer(CHANGE.withHeader("idempotency-key", "")).refusal())
        .isEqualTo("400 idempotency-key-missing");
  }

  @Test
  void allowsOnlyRolesThatBuy() {
    assertThat(answer(CHANGE.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
