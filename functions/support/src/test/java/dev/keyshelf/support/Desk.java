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
import java.util.UUID;

/** The desk of an operator, who receives support requests and decides them. */
final class Desk {
  private static final int AMPLE_MILLIS = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Events CREATE = Events.of("create-support-request");

  private final HandlerFixture fixture;

  Desk(HandlerFixture fixture) {
    this.fixture = fixture;
  }

  String asked(Purchase... purchases) {
    fixture.bought(purchases);
    var reply = fixture.send(CreateSupportRequestHandler::new, CREATE);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.at("/requestId");
  }

  String asked() {
    return asked(Story.cancelledBy(CancellationRoute.SUPPORT_REQUEST));
  }

  ObjectNode event(String request, String decision) {
    var event = said(request, decision);
    return decision.equals("GRANT") ? event.put("pays", "TERMS") : event;
  }

  ObjectNode said(String request, String decision) {
    return JSON.createObjectNode()
        .put("id", UUID.randomUUID().toString())
        .put("partner", Story.PARTNER.value())
        .put("requestId", request)
        .put("decision", decision)
        .put("operator", "olga@distributor.example")
        .put("note", "As you wish.\nYours, Olga");
  }

  JsonNode decides(JsonNode event) {
    return decides(event.toString());
  }

  JsonNode decides(String event) {
    return invoked(new DecideSupportRequestHandler(fixture.ports()), event);
  }

  JsonNode shows(String event) {
    return invoked(new ShowSupportRequestsHandler(fixture.ports()), event);
  }

  static JsonNode invoked(RequestStreamHandler handler, String event) {
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

  JsonNode thread(String request) {
    return fixture
        .send(
            ReadSupportRequestsHandler::new,
            Events.of("read-support-requests")
                .onRoute("GET /v1/support-requests/{requestId}")
                .withVariable("requestId", request))
        .json();
  }

  int active() {
    return fixture
        .ports()
        .entitlements()
        .find(Story.PARTNER, Story.CUSTOMER, new EntitlementId(Story.ORDER + "-1"))
        .orElseThrow()
        .activeQuantity();
  }

  static String code(JsonNode answer) {
    return answer.at("/problem/code").asText();
  }
}
