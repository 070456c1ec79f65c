package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EraseContactHandlerTest {
  private static final Events ERASE = Events.of("erase-contact");
  private static final Events CHANGE = Events.of("change-customer");
  private static final Events CREATE = Events.of("create-customer");
  private static final String CREATED =
      """
      {"companyName": "Southwind", "tenantId": "6f9619ff-8b86-d011-b42d-00cf4fc964aa",
       "domain": "southwind.example", "market": "US",
       "contact": {"name": "Ada", "email": "ada@southwind.example"}}
      """;

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void addTheContact() {
    fixture.partnerIs(false);
    fixture.customerIsIn("US");
    assertThat(change(CHANGE).at("/contact/name")).isEqualTo("Grace Hopper");
  }

  private Reply change(Events event) {
    return fixture.send(ChangeCustomerHandler::new, event);
  }

  private Reply answer(Events event) {
    return fixture.send(EraseContactHandler::new, event);
  }

  private Customer now() {
    return fixture.ports().customers().find(Story.PARTNER, Story.CUSTOMER).orElseThrow();
  }

  @Test
  void erasesTheContactAndKeepsTheRest() {
    var before = now();
    var reply = answer(ERASE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().has("contact")).isFalse();
    assertThat(now().contact()).isEmpty();
    assertThat(now().companyName()).isEqualTo(before.companyName());
    assertThat(now().domain()).isEqualTo(before.domain());
  }

  @Test
  void recordsTheErasureWithoutTheErasedText() {
    answer(ERASE);
    var log = fixture.log(Story.PARTNER);

    assertThat(log)
        .filteredOn(each -> each.operation() == Operation.CONTACT_ERASED)
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.detail())
                    .contains("a contact was erased; support requests keep theirs"))
        .satisfies(each -> assertThat(each.subject().customer()).contains(Story.CUSTOMER));
    assertThat(log.toString()).doesNotContain("Grace", "grace@");
  }

  @Test
  void answersARetryWithTheFirstAnswer() {
    var first = answer(ERASE);
    change(CHANGE.again());

    assertThat(answer(ERASE).text()).isEqualTo(first.text());
    assertThat(now().contact()).isPresent();
  }

  @Test
  void anEarlierRequestIsAnsweredAgainWithoutTheErasedContact() {
    var first = change(CHANGE);
    assertThat(first.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(first.text()).contains("Grace Hopper");
    answer(ERASE);

    var again = change(CHANGE);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.text()).doesNotContain("Grace", "grace@");
    assertThat(again.at("/companyName")).isEqualTo(first.at("/companyName"));
    assertThat(now().contact()).isEmpty();
  }

  @Test
  void theAnswerToTheCreationIsRepeatedWithoutTheErasedContact() {
    var created =
        fixture.send(CreateCustomerHandler::new, CREATE.withBody(CREATED)).at("/customerId");
    var again = fixture.send(CreateCustomerHandler::new, CREATE.withBody(CREATED));
    assertThat(again.at("/contact/name")).isEqualTo("Ada");

    assertThat(answer(ERASE.withVariable("customerId", created)).status()).isEqualTo(200);

    again = fixture.send(CreateCustomerHandler::new, CREATE.withBody(CREATED));
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.at("/customerId")).isEqualTo(created);
    assertThat(again.text()).doesNotContain("Ada", "ada@");
  }

  @Test
  void aContactThatIsAnotherOneNowIsLeftOutOfEarlierAnswersToo() {
    answer(ERASE);
    var other = CHANGE.body().replace("Grace Hopper", "Edith Clarke");
    change(CHANGE.again().withBody(other));

    assertThat(change(CHANGE).text()).doesNotContain("Grace", "Edith");
    assertThat(now().contact()).isPresent();
  }

  @Test
  void erasesForASuspendedPartnerToo() {
    fixture.partnerIs(true);

    assertThat(answer(ERASE).status()).isEqualTo(200);
    assertThat(now().contact()).isEmpty();
  }

  @Test
  void saysSoWhenThereIsNone() {
    answer(ERASE);

    assertThat(answer(ERASE.again()).status()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNotForIt() {
    assertThat(answer(ERASE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(ERASE.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(ERASE.withHeader("idempotency-key", "")).refusal())
        .isEqualTo("400 idempotency-key-missing");
    assertThat(answer(ERASE.again().withBody("{\"name\": \"Grace\"}")).status()).isIn(400, 415);
  }
}
