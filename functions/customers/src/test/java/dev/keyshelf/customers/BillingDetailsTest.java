package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The billing details of a customer, from its creation to the erasure of their contact. */
class BillingDetailsTest {
  private static final Events CHANGE = Events.of("change-customer");
  private static final Events CREATE = Events.of("create-customer");
  private static final Events ERASE = Events.of("erase-contact");

  /** What {@link PartyFiles#BUYER} is in JSON. */
  private static final String WHOLE =
      """
      {"legalName": "Contoso Resale GmbH",
       "address": {"lines": ["Musterstr. 1"], "city": "Berlin", "postalCode": "10115", "country": "DE"},
       "vatNumber": "DE123456789",
       "electronicAddress": {"scheme": "0088", "id": "4012345000009"},
       "contact": {"name": "Einkauf"},
       "reference": "KST 4711",
       "paymentTerms": {"days": 14},
       "language": "zh-Hans",
       "pageSize": "LETTER"}
      """;

  private static final String ANN =
      """
      {"contact": {"name": "Ann Example", "email": "ann@b.example", "phone": "112"}}
      """;

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void addTheCustomer() {
    fixture.partnerIs(false);
    fixture.customerIsIn("US");
  }

  private Reply changing(String billing) {
    return change(CHANGE.again().withBody("{\"billing\": " + billing + "}"));
  }

  private Reply change(Events event) {
    return fixture.send(ChangeCustomerHandler::new, event);
  }

  private Customer now() {
    return fixture.ports().customers().find(Story.PARTNER, Story.CUSTOMER).orElseThrow();
  }

  private Optional<Buyer> billing() {
    return now().billing();
  }

  private static Events creating(String billing) {
    return CREATE
        .again()
        .withBody(
            """
            {"companyName": "Southwind", "tenantId": "6f9619ff-8b86-d011-b42d-00cf4fc964aa",
             "domain": "southwind.example", "market": "US", "billing": %s}
            """
                .formatted(billing));
  }

  private ActivityRecord record(Operation operation) {
    return fixture.onlyRecord(Story.PARTNER, operation);
  }

  @Test
  void areKeptAsTheyWereGivenAtTheCreation() {
    var reply = fixture.send(CreateCustomerHandler::new, creating(WHOLE));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/billing/address/lines/0")).isEqualTo("Musterstr. 1");
    var id = new CustomerId(reply.at("/customerId"));
    assertThat(fixture.ports().customers().find(Story.PARTNER, id).flatMap(Customer::billing))
        .contains(PartyFiles.BUYER);
  }

  @Test
  void areSetWithAChangeAndShownInFull() {
    var reply = changing(WHOLE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(billing()).contains(PartyFiles.BUYER);
    assertThat(reply.json().get("billing").toString())
        .isEqualTo(
            WHOLE.strip().replaceAll("\\s*\\n\\s*", "").replace(": ", ":").replace(", ", ","));
    assertThat(record(Operation.CUSTOMER_CHANGED).changed()).containsExactly("billing");
  }

  @Test
  void keepMembersThatAChangeDoesNotName() {
    changing(WHOLE);
    var reply = changing("{\"reference\": null, \"address\": {\"city\": \"Bonn\"}}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/billing/address/city")).isEqualTo("Bonn");
    assertThat(reply.at("/billing/address/postalCode")).isEqualTo("10115");
    assertThat(billing().flatMap(Buyer::reference)).isEmpty();
    assertThat(billing().flatMap(each -> each.party().vatNumber())).contains("DE123456789");
  }

  @Test
  void areRemovedByNull() {
    changing(WHOLE);

    assertThat(changing("null").json().has("billing")).isFalse();
    assertThat(billing()).isEmpty();
    assertThat(fixture.log(Story.PARTNER))
        .filteredOn(record -> record.operation() == Operation.CUSTOMER_CHANGED)
        .hasSize(2)
        .allMatch(record -> record.changed().equals(List.of("billing")));
  }

  @Test
  void stayWhenOtherMembersChange() {
    changing(WHOLE);
    change(CHANGE);

    assertThat(billing()).contains(PartyFiles.BUYER);
    assertThat(fixture.log(Story.PARTNER))
        .filteredOn(each -> each.changed().contains("billing"))
        .hasSize(1);
  }

  @Test
  void haveEnglishAndA4IfNothingElseIsSaid() {
    var reply =
        changing(
            "{\"legalName\": \"B\", \"address\": {\"lines\": [\"1\"], \"city\": \"C\","
                + " \"country\": \"US\"}}");

    assertThat(reply.at("/billing/language")).isEqualTo("en");
    assertThat(reply.at("/billing/pageSize")).isEqualTo("A4");
  }

  @Test
  void needALegalNameAndAnAddress() {
    var reply = changing("{\"language\": \"ko\"}");

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.json().get("errors").findValuesAsText("pointer"))
        .containsExactly("/billing/legalName", "/billing/address");
    assertThat(now()).isEqualTo(Story.customerIn("US"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"legalName\": \"Contoso Resale GmbH\" | \"legalName\": \" \" | /billing/legalName",
        "\"city\": \"Berlin\" | \"town\": \"Berlin\", \"city\": \"B\" | /billing/address/town",
        "\"city\": \"Berlin\" | \"city\": 7 | /billing/address/city",
        "[\"Musterstr. 1\"] | [] | /billing/address/lines",
        "[\"Musterstr. 1\"] | [\"1\", \"\\u202e\"] | /billing/address/lines/1",
        "[\"Musterstr. 1\"] | [\"1\", 2] | /billing/address/lines/1",
        "\"DE\"}, | \"XX\"}, | /billing/address/country",
        "DE123456789 | DE12345678 | /billing/vatNumber",
        "\"0088\" | \"0000\" | /billing/electronicAddress/id",
        "4012345000009 | 4012345000008 | /billing/electronicAddress/id",
        "{\"name\": \"Einkauf\"} | {\"name\": \"E\", \"email\": \"e\"} | /billing/contact/email",
        "{\"name\": \"Einkauf\"} | {\"name\": \"E\", \"phone\": \"e\"} | /billing/contact/phone",
        "{\"days\": 14} | {\"days\": 366} | /billing/paymentTerms/days",
        "zh-Hans | de | /billing/language",
        "LETTER | A5 | /billing/pageSize",
        "\"reference\" | \"bankAccount\" | /billing/bankAccount"
      })
  void nameThePlaceOfAFault(String right, String wrong, String pointer) {
    assertThat(WHOLE).contains(right);
    var billing = WHOLE.replace(right, wrong);
    var created = fixture.send(CreateCustomerHandler::new, creating(billing));
    var changed = changing(billing);

    for (var reply : new Reply[] {created, changed}) {
      assertThat(reply.refusal()).as(reply.text()).isEqualTo("400 validation");
      assertThat(reply.json().get("errors").findValuesAsText("pointer")).containsExactly(pointer);
    }
    assertThat(now()).isEqualTo(Story.customerIn("US"));
  }

  @Test
  void mustBeAnObject() {
    assertThat(changing("\"Contoso\"").at("/errors/0/pointer")).isEqualTo("/billing");
  }

  @Test
  void ofAnotherPartnersCustomerAreNotFound() {
    var event = CHANGE.again().withBody("{\"billing\": " + WHOLE + "}").ofPartner("partner-b");

    assertThat(change(event).refusal()).isEqualTo("404 not-found");
    assertThat(billing()).isEmpty();
  }

  @Test
  void loseTheirPersonWhenTheContactIsErased() {
    changing(WHOLE);
    changing(ANN);
    var reply = fixture.send(EraseContactHandler::new, ERASE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text()).doesNotContain("Ann", "ann@", "112");
    assertThat(billing()).contains(PartyFiles.BUYER.withoutContact());
    assertThat(record(Operation.CONTACT_ERASED).detail())
        .contains("a contact was erased; support requests keep theirs");
    assertThat(fixture.log(Story.PARTNER).toString()).doesNotContain("Ann", "ann@");
  }

  @Test
  void areRepeatedWithoutAPersonThatWasErased() {
    changing(WHOLE);
    var setting = CHANGE.again().withBody("{\"billing\": " + ANN + "}");
    assertThat(change(setting).text()).contains("Ann Example");
    assertThat(change(setting).text()).contains("Ann Example");
    fixture.send(EraseContactHandler::new, ERASE);

    var again = change(setting);

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.text()).doesNotContain("Ann", "ann@").contains("Contoso Resale GmbH");
  }
}
