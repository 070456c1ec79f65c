package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateCustomerHandlerTest {
  private static final Events CREATE = Events.of("create-customer");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void open() {
    fixture.partnerIs(false);
  }

  private Reply answer(Events event) {
    return fixture.send(CreateCustomerHandler::new, event);
  }

  private static Events creating(String name, String tenant, String domain) {
    return CREATE
        .again()
        .withBody(
            """
            {"companyName": "%s", "tenantId": "%s", "domain": "%s", "market": "US"}
            """
                .formatted(name, tenant, domain));
  }

  @Test
  void createsTheCustomerOfTheEvent() {
    var reply = answer(CREATE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/companyName")).isEqualTo("Northwind Traders");
    assertThat(reply.header("Location")).isEqualTo("/v1/customers/" + reply.at("/customerId"));
    var id = new CustomerId(reply.at("/customerId"));
    assertThat(fixture.ports().customers().find(Story.PARTNER, id)).isPresent();
  }

  @Test
  void answersARetryWithTheFirstAnswer() {
    var first = answer(CREATE);
    var second = answer(CREATE);

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void refusesATakenDomainInAnySpelling() {
    answer(CREATE);

    var twin = creating("B", "00000000-0000-0000-0000-000000000001", "NorthWind.example.");
    assertThat(answer(twin).refusal()).isEqualTo("409 domain-taken");
    assertThat(answer(twin.ofPartner("partner-b")).status()).isEqualTo(201);
  }

  @Test
  void refusesATenantThatIsTaken() {
    answer(CREATE);

    var twin = creating("B", "E9DA86D3-51CF-4A76-A2D8-C50195C3F466", "b.example");
    assertThat(answer(twin).refusal()).isEqualTo("409 tenant-taken");
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    var reply = answer(creating("\\u202e", "not-a-guid", "10.0.0.1"));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.json().get("errors").findValuesAsText("pointer"))
        .containsExactly("/companyName", "/tenantId", "/domain");
  }

  @Test
  void keepsTextThatLooksLikeCode() {
    var reply =
        answer(
            creating(
                "<script>${jndi:ldap://x}{{7*7}}",
                "00000000-0000-0000-0000-000000000002",
                "b.example"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/companyName")).isEqualTo("<script>${jndi:ldap://x}{{7*7}}");
  }

  private static Events reaching(String contact) {
    return CREATE
        .again()
        .withBody(
            """
            {"companyName": "Northwind", "tenantId": "e9da86d3-51cf-4a76-a2d8-c50195c3f466",
             "domain": "northwind.example", "market": "US", "contact": %s}
            """
                .formatted(contact));
  }

  @Test
  void keepsAContactAsEntered() {
    var reply =
        answer(
            reaching(
                """
                {"name": "Ada", "email": "ada@B\u00dcCHER.example", "phone": "+1 425 555 0100"}
                """));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/contact/name")).isEqualTo("Ada");
    assertThat(reply.at("/contact/email")).isEqualTo("ada@B\u00dcCHER.example");
    assertThat(reply.at("/contact/phone")).isEqualTo("+1 425 555 0100");
  }

  @Test
  void requiresNeitherPhoneNorContact() {
    var reply = answer(reaching("{\"name\": \"Ada\", \"email\": \"ada@northwind.example\"}"));

    assertThat(reply.json().at("/contact").has("phone")).isFalse();
    assertThat(answer(CREATE.ofPartner("partner-b")).json().has("contact")).isFalse();
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "ada@localhost",
        "ada@10.0.0.1",
        "ada@[10.0.0.1]",
        "a..b@northwind.example",
        ".ada@northwind.example",
        "ada.@northwind.example",
        "ada(comment)@northwind.example",
        "\\\"ada b\\\"@northwind.example",
        "Ada <ada@northwind.example>",
        "ada@northwind.example, eve@evil.example",
        "ada@northwind.example\\r\\nBcc: eve@evil.example",
        "ada\\r\\nBcc: eve@evil.example",
        "ada\\u0000@northwind.example"
      })
  void refusesAnEmailThatIsNotOneAddress(String email) {
    var reply = answer(reaching("{\"name\": \"Ada\", \"email\": \"%s\"}".formatted(email)));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/contact/email");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada+shelf@northwind.example",
        "o'brien@northwind.example",
        "ada@northwind.photography",
        "ada@xn--bcher-kva.example",
        "\u7528\u6237@\u4f8b\u5b50.\u6d4b\u8bd5"
      })
  void acceptsAnEmailInAnyScriptAndTopLevelDomain(String email) {
    var reply = answer(reaching("{\"name\": \"Ada\", \"email\": \"%s\"}".formatted(email)));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
  }

  @Test
  void namesEveryFieldOfAContactThatIsWrong() {
    var long5000 = "1".repeat(5000);
    var contact =
        "{\"name\": \"Ada\\r\\nBcc: eve\", \"email\": \"%s\", \"phone\": \"%s\", \"fax\": \"1\"}"
            .formatted("a".repeat(255) + "@b.example", long5000);

    assertThat(answer(reaching(contact)).json().get("errors").findValuesAsText("pointer"))
        .containsExactly("/contact/name", "/contact/email", "/contact/phone", "/contact/fax");
    assertThat(answer(reaching("{}")).json().get("errors").findValuesAsText("pointer"))
        .containsExactly("/contact/name", "/contact/email");
    assertThat(answer(reaching("\"Ada\"")).at("/errors/0/pointer")).isEqualTo("/contact");
  }

  @Test
  void acceptsATenantInMixedCaseAndADomainInAnyForm() {
    var reply =
        answer(
            creating(
                "B", "E9da86D3-51cf-4A76-a2d8-C50195c3F466", "B\u00fccher\u3002Example\u3002"));

    assertThat(reply.at("/tenantId")).isEqualTo("e9da86d3-51cf-4a76-a2d8-c50195c3f466");
    assertThat(reply.at("/domain")).isEqualTo("xn--bcher-kva.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us", "UK", "EU", "USA", "\ud83c\uddfa\ud83c\uddf8"})
  void refusesAMarketThatIsNotACountry(String market) {
    var event =
        CREATE
            .again()
            .withBody(
                """
                {"companyName": "B", "tenantId": "00000000-0000-0000-0000-000000000001",
                 "domain": "b.example", "market": "%s"}
                """
                    .formatted(market));

    assertThat(answer(event).at("/errors/0/pointer")).isEqualTo("/market");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\u3164", "\u2800"})
  void refusesAnInvisibleName(String name) {
    assertThat(
            answer(creating(name, "00000000-0000-0000-0000-000000000001", "b.example"))
                .at("/errors/0/pointer"))
        .isEqualTo("/companyName");
  }

  @Test
  void acceptsANameOfUpTo200Emoji() {
    var emoji = "\ud83d\ude00".repeat(200);
    var guid = "00000000-0000-0000-0000-000000000001";

    assertThat(answer(creating(emoji + "a", guid, "b.example")).at("/errors/0/pointer"))
        .isEqualTo("/companyName");
    assertThat(answer(creating(emoji, guid, "b.example")).at("/companyName")).isEqualTo(emoji);
  }

  @Test
  void treatsSharpSAsASeparateLetter() {
    var one = answer(creating("A", "00000000-0000-0000-0000-000000000001", "strasse.example"));
    var other =
        answer(creating("B", "00000000-0000-0000-0000-000000000002", "stra\u00dfe.example"));

    assertThat(one.at("/domain")).isEqualTo("strasse.example");
    assertThat(other.status()).as(other.text()).isEqualTo(201);
    assertThat(other.at("/domain")).isEqualTo("xn--strae-oqa.example");
  }

  @Test
  void acceptsACopiedPhoneNumber() {
    var reply =
        answer(
            reaching(
                """
                {"name": "Ada", "email": "ada@b.example", "phone": "\u202a+1\u00a0425 555 \u0661\u202c"}
                """));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/contact/phone")).isEqualTo("+1 425 555 1");
  }

  @Test
  void refusesAnUnregisteredPartner() {
    assertThat(answer(CREATE.ofPartner("partner-z")).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void refusesASuspendedPartner() {
    fixture.partnerIs(true);

    assertThat(answer(CREATE).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void allowsOnlyRolesThatBuy() {
    assertThat(answer(CREATE.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
