package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The id of a request in its answer, its problem and its log lines. */
class RequestIdTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OWN = "9d2dee33-7803-485a-a2b1-2c7538e597ee";

  private APIGatewayV2HTTPResponse response = new APIGatewayV2HTTPResponse();

  private List<JsonNode> linesOf(Map<String, String> headers, Function<Request, Reply> answering) {
    var event =
        APIGatewayV2HTTPEvent.builder()
            .withRouteKey("GET /v1/things")
            .withHeaders(headers)
            .withRequestContext(
                RequestContext.builder()
                    .withRequestId("JKJaXmPLvHcESHA=")
                    .withHttp(Http.builder().withMethod("GET").build())
                    .build())
            .build();
    var handler =
        new HttpHandler(Clock.fixed(Requests.NOON, ZoneOffset.UTC)) {
          @Override
          protected Reply answer(Request request) {
            return answering.apply(request);
          }
        };
    return logOf(() -> response = handler.handleRequest(event, noContext()));
  }

  private List<JsonNode> linesOf(Map<String, String> headers) {
    return linesOf(headers, _ -> Problem.notFound());
  }

  @Test
  void isTheClientsOwn() {
    linesOf(Map.of("X-Request-Id", OWN));

    assertThat(response.getHeaders()).containsEntry("X-Request-Id", OWN);
    assertThat(response.getBody()).contains("\"instance\":\"urn:request:" + OWN + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "01KBF2M9P8Q7R6S5T4V3W2X1Y0",
        "Root=1-67891233-abcdef012345678912345678",
        "web.7_a-B=",
        "JKJaXmPLvHcESHA=",
        "4bf92f3577b34da6a3ce929d0e0e47364bf92f3577b34da6a3ce929d0e0e4736"
            + "4bf92f3577b34da6a3ce929d0e0e47364bf92f3577b34da6a3ce929d0e0e4736"
      })
  void mayHaveTheFormsOfOtherSystems(String id) {
    linesOf(Map.of("x-request-id", id));

    assertThat(response.getHeaders()).containsEntry("X-Request-Id", id);
  }

  /** The request is answered all the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a,b",
        "=1+1",
        "-1",
        "a/b",
        "a:b",
        "a\nb",
        "ünique",
        "{\"a\":1}",
        "ABCDE-FGHIJ-KLMNO-PQRST-UVWXY",
        "aB3_-aB3_-aB3_-aB3_-aB3_-aB3_-aB3_-aB3_-xyZ",
        "4bf92f3577b34da6a3ce929d0e0e47364bf92f3577b34da6a3ce929d0e0e4736"
            + "4bf92f3577b34da6a3ce929d0e0e47364bf92f3577b34da6a3ce929d0e0e4736a"
      })
  void isTheGatewaysIfTheClientsIsMalformedOrCouldBeASecret(String id) {
    var lines = linesOf(Map.of("x-request-id", id));

    assertThat(response.getStatusCode()).isEqualTo(404);
    assertThat(response.getHeaders()).containsEntry("X-Request-Id", "JKJaXmPLvHcESHA=");
    assertThat(lines).isEmpty();
  }

  @Test
  void isInEachLineOfItsLogBesideTheTrace() {
    var lines =
        linesOf(
            Map.of("x-request-id", OWN, "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"),
            request -> {
              Log.event("INFO", "thing", _ -> {});
              Log.failure("a part", request.receivedAt(), new IllegalStateException());
              throw new IllegalStateException();
            });

    assertThat(lines)
        .extracting(line -> line.path("event").asText())
        .containsExactly("thing", "unexpected", "unexpected", "request");
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.path("requestId").asText()).isEqualTo(OWN);
              assertThat(line.path("traceId").asText()).isEqualTo(TRACE);
            });
  }

  @Test
  void isInNoLineOutsideItsRequest() {
    linesOf(Map.of("x-request-id", OWN));

    assertThat(logOf(() -> Log.event("INFO", "thing", _ -> {})))
        .singleElement()
        .hasToString("{\"level\":\"INFO\",\"event\":\"thing\"}");
  }

  /** The access log of the gateway has only the gateway's id. */
  @Test
  void leadsToTheGatewaysIdByOneLine() {
    assertThat(linesOf(Map.of("x-request-id", OWN)))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path("event").asText()).isEqualTo("request");
              assertThat(line.path("requestId").asText()).isEqualTo(OWN);
              assertThat(line.path("gatewayRequestId").asText()).isEqualTo("JKJaXmPLvHcESHA=");
              assertThat(line.path("routeKey").asText()).isEqualTo("GET /v1/things");
              assertThat(line.path("status").asInt()).isEqualTo(404);
            });
    assertThat(linesOf(Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")))
        .singleElement()
        .satisfies(line -> assertThat(line.path("traceId").asText()).isEqualTo(TRACE));
    assertThat(linesOf(Map.of())).isEmpty();
  }

  private static Context noContext() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> null);
  }

  @SuppressWarnings("SystemOut") // The log is standard output.
  private static List<JsonNode> logOf(Runnable action) {
    var console = System.out;
    var log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(console);
    }
    var lines = new ArrayList<JsonNode>();
    for (var line : log.toString(StandardCharsets.UTF_8).lines().toList()) {
      try {
        lines.add(Json.read(line));
      } catch (JsonProcessingException malformed) {
        throw new AssertionError(line, malformed);
      }
    }
    return lines;
  }
}
