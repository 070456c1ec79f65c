package dev.keyshelf.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecideSupportRequestHandlerTest {
  private static final int AMPLE_MILLIS = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Events CREATE = Events.of("create-support-request");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void open() {
    fixture.customerIsIn("US");
  }

  private String asked(Purchase... purchases) {
    fixture.bought(purchases);
    var reply = fixture.send(CreateSupportRequestHandler::new, CREATE);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.at("/requestId");
  }

  private String asked() {
    return asked(Story.cancelledBy(CancellationRoute.SUPPORT_REQUEST));
  }

  private ObjectNode event(String request, String decision) {
    return JSON.createObjectNode()
        .put("id", UUID.randomUUID().toString())
        .put("partner", Story.PARTNER.value())
        .put("requestId", request)
        .put("decision", decision)
        .put("operator", "olga@distributor.example")
        .put("note", "As you wish.\nYours, Olga");
  }

  private JsonNode decides(JsonNode event) {
    return decides(event.toString());
  }

  private JsonNode decides(String event) {
    return invoked(new DecideSupportRequestHandler(fixture.ports()), event);
  }

  private JsonNode shows(String event) {
    return invoked(new ShowSupportRequestsHandler(fixture.ports()), event);
  }

  private static JsonNode invoked(RequestStreamHandler handler, String event) {
    var answer = new ByteArrayOutputStream();
    var context =
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> method.getReturnType() == int.class ? AMPLE_MILLIS : "aws-request-1");
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          answer,
          (Context) context);
      return JSON.readTree(answer.toByteArray());
    } catch (IOException impossible) {
      throw new AssertionError("in memory", impossible);
    }
  }

  private JsonNode thread(String request) {
    return fixture
        .send(
            ReadSupportRequestsHandler::new,
            Events.of("read-support-requests")
                .onRoute("GET /v1/support-requests/{requestId}")
                .withVariable("requestId", request))
        .json();
  }

  private int active() {
    return fixture
        .ports()
        .entitlements()
        .find(Story.PARTNER, Story.CUSTOMER, new EntitlementId(Story.ORDER + "-1"))
        .orElseThrow()
        .activeQuantity();
  }

  private static String code(JsonNode answer) {
    return answer.at("/problem/code").asText();
  }

  @Test
  void grantsWhatWasAskedFor() {
    var request = asked();
    var answer = decides(event(request, "GRANT"));

    assertThat(answer.at("/decision/result").asText()).as(answer.toString()).isEqualTo("GRANTED");
    assertThat(answer.at("/decision/credit/amount").asText()).isEqualTo("1944.00");
    assertThat(answer.at("/decision/customerNotice").asText()).contains("uninstall");
    assertThat(active()).isZero();
    assertThat(thread(request).get("decision")).isEqualTo(answer.get("decision"));
    assertThat(thread(request).at("/state").asText()).isEqualTo("ANSWERED");
  }

  @Test
  void tellsThePartnerWhy() {
    var request = asked();
    decides(event(request, "DECLINE"));

    var note = thread(request).at("/notes/0");
    assertThat(note.path("text").asText()).isEqualTo("As you wish.\nYours, Olga");
    assertThat(note.path("operator").asText()).isEqualTo("olga@distributor.example");
    assertThat(thread(request).at("/decision/result").asText()).isEqualTo("DECLINED");
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void answersWithoutADecision() {
    var request = asked();
    decides(event(request, "ANSWER"));

    assertThat(thread(request).has("decision")).isFalse();
    assertThat(thread(request).at("/state").asText()).isEqualTo("ANSWERED");
  }

  @Test
  void grantsSomeUnitsForTheCreditThatIsNamed() {
    var request = asked();
    var event = event(request, "GRANT");
    event
        .putArray("lines")
        .addObject()
        .put("line", 1)
        .put("quantity", 1)
        .putObject("credit")
        .put("amount", "100.00")
        .put("currency", "USD");

    assertThat(decides(event).at("/decision/credit/amount").asText()).isEqualTo("100.00");
    assertThat(active()).isEqualTo(1);
  }

  @Test
  void answersTheSameEventAlikeAndCreditsOnce() {
    var event = event(asked(), "GRANT");
    var first = decides(event);

    assertThat(decides(event)).isEqualTo(first);
    assertThat(
            fixture
                .ports()
                .ledger()
                .list(Story.PARTNER, YearMonth.of(2026, 11), 9, Optional.empty())
                .entries())
        .hasSize(2);
  }

  @Test
  void refusesAnotherEventUnderAUsedId() {
    var event = event(asked(), "DECLINE");
    decides(event);

    assertThat(code(decides(event.put("decision", "GRANT")))).isEqualTo("idempotency-key-reused");
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void refusesASecondGrant() {
    var request = asked();
    decides(event(request, "GRANT"));

    assertThat(code(decides(event(request, "GRANT")))).isEqualTo("already-granted");
  }

  @Test
  void refusesToCancelWhatCanNeverBe() {
    var request = asked(Story.cancelledBy(CancellationRoute.NEVER));

    assertThat(code(decides(event(request, "GRANT")))).isEqualTo("not-cancellable");
    assertThat(thread(request).at("/state").asText()).isEqualTo("OPEN");
  }

  @Test
  void refusesToCancelWhatIsCancelled() {
    var request = asked(Story.licences());
    fixture.cancelled();

    assertThat(code(decides(event(request, "GRANT")))).isEqualTo("already-cancelled");
  }

  @Test
  void refusesATermThatEnded() {
    var request = asked(Story.subscription());
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(31)));

    assertThat(code(decides(event(request, "GRANT")))).isEqualTo("term-ended");
  }

  @Test
  void refusesACreditOfMoreThanWasCharged() {
    var event = event(asked(), "GRANT");
    event
        .putArray("lines")
        .addObject()
        .put("line", 1)
        .putObject("credit")
        .put("amount", "1944.01")
        .put("currency", "USD");

    assertThat(code(decides(event))).isEqualTo("credit-too-large");
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void grantsAfterTheWindow() {
    var request = asked();
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(400)));

    assertThat(decides(event(request, "GRANT")).at("/decision/result").asText())
        .isEqualTo("GRANTED");
  }

  @Test
  void findsNoRequestOfAnotherPartner() {
    var event = event(asked(), "GRANT").put("partner", "partner-b");

    assertThat(code(decides(event))).isEqualTo("not-found");
    assertThat(active()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "id, /id",
    "partner, /partner",
    "requestId, /requestId",
    "decision, /decision",
    "operator, /operator",
    "note, /note"
  })
  void namesWhatIsMissing(String field, String pointer) {
    var event = event(asked(), "DECLINE");
    event.remove(field);
    var answer = decides(event);

    assertThat(code(answer)).isEqualTo("validation");
    assertThat(answer.at("/problem/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void refusesLinesOfWhatGrantsNothing() {
    var event = event(asked(), "DECLINE");
    event.putArray("lines").addObject().put("line", 1);

    assertThat(decides(event).at("/problem/errors/0/pointer").asText()).isEqualTo("/lines");
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThat(code(decides("[]"))).isEqualTo("malformed-json");
  }

  @Test
  void showsOperatorsWhatThereIs() {
    var request = asked();
    decides(event(request, "ANSWER"));

    assertThat(shows("{\"partner\": \"partner-a\"}").at("/items/0/requestId").asText())
        .isEqualTo(request);
    assertThat(shows("{\"partner\": \"partner-a\", \"requestId\": \"%s\"}".formatted(request)))
        .isEqualTo(thread(request));
    assertThat(shows("{\"partner\": \"partner-a\", \"state\": \"OPEN\"}").get("items")).isEmpty();
    assertThat(
            code(shows("{\"partner\": \"partner-b\", \"requestId\": \"%s\"}".formatted(request))))
        .isEqualTo("not-found");
  }
}
