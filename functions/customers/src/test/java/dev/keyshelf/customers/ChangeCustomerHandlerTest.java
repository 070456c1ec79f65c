package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.util.Map;
import java.util.Optional;
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
  void changesTheCustomerAsTheEventSays() {
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
  void leavesWhatIsNotNamed() {
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
  void makesNoContactOfAPart() {
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
        "{\"domain\": \"other.example\"} | /domain",
        "{\"domain\": null} | /domain",
        "{\"tenantId\": \"00000000-0000-0000-0000-000000000001\"} | /tenantId",
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
  void movesToAnotherMarketBeforeTheFirstOrder() {
    assertThat(changing("{\"market\": \"DE\"}").at("/market")).isEqualTo("DE");
  }

  @Test
  void saysSinceWhichOrderTheMarketIsFixed() {
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
    var log =
        fixture
            .ports()
            .activityLog()
            .list(
                Story.PARTNER,
                new ActivityLog.Question(
                    Story.BOUGHT_AT, Story.BOUGHT_AT.plusSeconds(1), ActivityFilter.NONE),
                10,
                Optional.empty());

    assertThat(log.records())
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
  void refusesAPartnerThatNobodyRegistered() {
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
  void isForThoseWhoBuy() {
    assertThat(answer(CHANGE.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
