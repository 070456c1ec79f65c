package dev.keyshelf.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupportRequestHandlersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Events CREATE = Events.of("create-support-request");
  private static final Events NOTE = Events.of("add-support-note");
  private static final Events CLOSE = Events.of("close-support-request");
  private static final Events READ = Events.of("read-support-requests");
  private static final String ONE = "GET /v1/support-requests/{requestId}";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void open() {
    fixture.customerIsIn("US");
    fixture.bought(Story.cancelledBy(CancellationRoute.SUPPORT_REQUEST));
  }

  private Reply creates(Events event) {
    return fixture.send(CreateSupportRequestHandler::new, event);
  }

  private Reply notes(Events event) {
    return fixture.send(AddSupportNoteHandler::new, event);
  }

  private Reply closes(Events event) {
    return fixture.send(CloseSupportRequestHandler::new, event);
  }

  private Reply reads(Events event) {
    return fixture.send(ReadSupportRequestsHandler::new, event);
  }

  private Reply thread(String id) {
    return reads(READ.onRoute(ONE).withVariable("requestId", id));
  }

  private static ObjectNode body() {
    return changed(_ -> {});
  }

  private static ObjectNode changed(Consumer<ObjectNode> change) {
    try {
      var body = (ObjectNode) JSON.readTree(CREATE.body());
      change.accept(body);
      return body;
    } catch (IOException malformed) {
      throw new AssertionError("the event's body", malformed);
    }
  }

  private Reply createsWith(Consumer<ObjectNode> change) {
    return creates(CREATE.again().withBody(changed(change).toString()));
  }

  private String created() {
    return creates(CREATE.again()).at("/requestId");
  }

  @Test
  void keepsAllFieldsOfTheRequest() {
    var reply = creates(CREATE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    var kept = thread(reply.at("/requestId"));
    assertThat(kept.json()).isEqualTo(reply.json());
    assertThat(kept.at("/state")).isEqualTo("OPEN");
    assertThat(kept.at("/createdBy")).isEqualTo("ada@contoso.example");
    body()
        .properties()
        .forEach(asked -> assertThat(kept.json().get(asked.getKey())).isEqualTo(asked.getValue()));
  }

  @Test
  void keepsDomainAndTenantOfTheCustomer() {
    var reply = creates(CREATE);

    assertThat(reply.at("/domain")).isEqualTo("northwind.example");
    assertThat(reply.at("/tenantId")).isEqualTo("e9da86d3-51cf-4a76-a2d8-c50195c3f466");
  }

  @Test
  void createsOnce() {
    var first = creates(CREATE);
    var again = creates(CREATE);

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(reads(READ).json().get("items")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "tenantId, E9DA86D3-51CF-4A76-A2D8-C50195C3F466",
    "domain, Northwind.Example",
    "customerId, 01M7W2Y7M0PV25GRW7BRT4GZ53"
  })
  void acceptsTheCustomerByIdTenantOrDomain(String field, String value) {
    var reply = createsWith(body -> ((ObjectNode) body.without("customerId")).put(field, value));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/customerId")).isEqualTo(Story.CUSTOMER.value());
  }

  @ParameterizedTest
  @CsvSource({
    "tenantId, 00000000-51cf-4a76-a2d8-c50195c3f466",
    "domain, elsewhere.example",
    "customerId, 01M7W2Y7M0PV25GRW7BRT4GZ54"
  })
  void findsNoMissingCustomer(String field, String value) {
    assertThat(
            createsWith(body -> ((ObjectNode) body.without("customerId")).put(field, value))
                .refusal())
        .isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @CsvSource({"orderId, 01M7W3GHJ07VNQX5Q5KKJ0Z75J", "entitlementId, 01M7W3GHJ07VNQX5Q5KKJ0Z75H-2"})
  void findsNoMissingOrderOrEntitlement(String field, String value) {
    assertThat(createsWith(body -> body.put(field, value)).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void isNotFoundByAnotherPartner() {
    var id = created();

    assertThat(creates(CREATE.again().ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(
            reads(READ.onRoute(ONE).withVariable("requestId", id).ofPartner("partner-b")).refusal())
        .isEqualTo("404 not-found");
    assertThat(notes(NOTE.withVariable("requestId", id).ofPartner("partner-b")).refusal())
        .isEqualTo("404 not-found");
    assertThat(closes(CLOSE.withVariable("requestId", id).ofPartner("partner-b")).refusal())
        .isEqualTo("404 not-found");
    assertThat(reads(READ.ofPartner("partner-b")).json().get("items")).isEmpty();
  }

  @Test
  void acceptsTheEntitlementInsteadOfItsOrder() {
    var reply =
        createsWith(body -> body.put("entitlementId", Story.ORDER + "-1").remove("orderId"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/orderId")).isEqualTo(Story.ORDER.value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          problemType | "NONSENSE" | /problemType
          impact | null | /impact
          title | "two\\nlines" | /title
          title | "" | /title
          description | "a \\u0000" | /description
          reasonCode | null | /reasonCode
          reasonCode | "NOT_STATED" | /reasonCode
          tenantId | "e9da86d3-51cf-4a76-a2d8-c50195c3f466" | /tenantId
          customerId | null | /customerId
          orderId | null | /orderId
          entitlementId | "01M7W3GHJ07VNQX5Q5KKJ0Z75J-1" | /entitlementId
          lines | [{"line": 2}] | /lines
          lines | [{"line": 1, "quantity": 3}] | /lines
          lines | [{"line": 1}, {"line": 1}] | /lines/1/line
          lines | [{"line": 26}] | /lines/0/line
          amountRequested | {"amount": "1944.01", "currency": "USD"} | /amountRequested
          amountRequested | {"amount": "1.00", "currency": "EUR"} | /amountRequested
          contact | null | /contact
          contact | {"name": "A"} | /contact/email
          contact | {"name": "A", "email": "a@x.example\\r\\nBcc: b@x.example"} | /contact/email
          contact | {"name": "A", "email": "a@x.example", "phone": "none"} | /contact/phone
          colour | "red" | /colour
          """)
  void namesEachFault(String field, String value, String pointer) throws IOException {
    var tree = JSON.readTree(value);
    var reply = createsWith(body -> body.set(field, tree));

    assertThat(reply.refusal()).as(reply.text()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo(pointer);
  }

  @Test
  void saysThatARefundIsMissingAPhoneNumber() {
    var reply =
        createsWith(
            body ->
                body.putObject("contact").put("name", "Ada").put("email", "ada@contoso.example"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.json().get("missing"))
        .extracting(JsonNode::asText)
        .containsExactly("/contact/phone");
    assertThat(thread(reply.at("/requestId")).json().get("missing")).isNotEmpty();
    assertThat(creates(CREATE.again()).json().has("missing")).isFalse();
  }

  @Test
  void needsNoOrderForAnotherProblem() {
    var reply =
        createsWith(
            body ->
                body.put("problemType", "OTHER")
                    .remove(List.of("orderId", "lines", "amountRequested", "reasonCode")));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lines", "amountRequested"})
  void requiresAnOrderForLinesAndAmounts(String field) {
    var reply =
        createsWith(
            body -> {
              body.put("problemType", "OTHER").remove("orderId");
              body.remove(field.equals("lines") ? "amountRequested" : "lines");
            });

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/" + field);
  }

  @Test
  void keepsTextAsText() {
    var html = "<script>alert(1)</script>";
    var id = createsWith(body -> body.put("title", html)).at("/requestId");

    assertThat(thread(id).at("/title")).isEqualTo(html);
  }

  @Test
  void masksSecretsInTexts() {
    var key = "VK7JG-NPHTM-C97JM-9MPGT-3V66T";
    var id =
        createsWith(
                body ->
                    body.put("title", "Key " + key)
                        .put("description", "The key\n" + key)
                        .put("reason", "Got out: " + key))
            .at("/requestId");
    notes(NOTE.withVariable("requestId", id).withBody("{\"text\": \"%s\"}".formatted(key)));

    assertThat(thread(id).text()).contains("*****3V66T").doesNotContain("NPHTM");
  }

  @Test
  void addsANote() {
    var id = created();
    var reply = notes(NOTE.withVariable("requestId", id));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/state")).isEqualTo("OPEN");
    assertThat(thread(id).at("/notes/0/text")).contains("letter.\nIt names");
    assertThat(thread(id).at("/notes/0/user")).isEqualTo("ada@contoso.example");
    assertThat(notes(NOTE.withVariable("requestId", id)).text()).isEqualTo(reply.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"text\": \" \\n \"}", "{\"text\": 1}"})
  void refusesAnEmptyNote(String body) {
    assertThat(notes(NOTE.withVariable("requestId", created()).withBody(body)).refusal())
        .isEqualTo("400 validation");
  }

  @Test
  void refusesANoteThatIsTooLong() {
    var event = NOTE.withVariable("requestId", created());
    var longest = "{\"text\": \"%s\"}".formatted("x".repeat(4_000));

    assertThat(notes(event.again().withBody(longest)).status()).isEqualTo(201);
    assertThat(notes(event.again().withBody(longest.replace("xx", "xxx"))).refusal())
        .isEqualTo("400 validation");
  }

  @Test
  void closesAndAcceptsNoMoreNotes() {
    var id = created();
    var closed = closes(CLOSE.withVariable("requestId", id));

    assertThat(closed.at("/state")).as(closed.text()).isEqualTo("CLOSED");
    assertThat(closed.at("/closedAt")).isEqualTo(Story.BOUGHT_AT.toString());
    assertThat(notes(NOTE.withVariable("requestId", id)).refusal()).isEqualTo("409 request-closed");
    assertThat(closes(CLOSE.again().withVariable("requestId", id)).at("/state"))
        .isEqualTo("CLOSED");
  }

  @Test
  void listsTheNewestFirstByStateAndCustomer() {
    var first = created();
    fixture.strike(Story.BOUGHT_AT.plusSeconds(1));
    var second = created();
    closes(CLOSE.withVariable("requestId", first));

    assertThat(reads(READ).json().get("items").findValuesAsText("requestId"))
        .containsExactly(second, first);
    assertThat(ids("state=CLOSED")).containsExactly(first);
    assertThat(ids("customerId=" + Story.CUSTOMER)).containsExactly(second, first);
    assertThat(ids("customerId=01M7W2Y7M0PV25GRW7BRT4GZ54")).isEmpty();
  }

  private List<String> ids(String query) {
    return reads(READ.withQuery(query)).json().get("items").findValuesAsText("requestId");
  }

  @Test
  void continuesWhereAPageEnded() {
    var first = created();
    fixture.strike(Story.BOUGHT_AT.plusSeconds(1));
    var second = created();
    var page = reads(READ.withQuery("limit=1"));

    assertThat(page.at("/items/0/requestId")).isEqualTo(second);
    var next = page.at("/next");
    assertThat(ids("limit=1&cursor=" + next)).containsExactly(first);
    assertThat(reads(READ.withQuery("state=OPEN&cursor=" + next)).refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state=NONE", "customerId=x", "order=1"})
  void refusesAnUnknownQuery(String query) {
    assertThat(reads(READ.withQuery(query)).refusal()).isEqualTo("400 validation");
  }

  @Test
  void allowsOnlyAdmins() {
    assertThat(creates(CREATE.from("GlobalAdmin")).status()).isEqualTo(201);
    assertThat(creates(CREATE.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(reads(READ.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(notes(NOTE.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(closes(CLOSE.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
  }

  @Test
  void allowsASuspendedPartner() {
    fixture.partnerIs(true);

    assertThat(creates(CREATE).status()).isEqualTo(201);
  }
}
