package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HttpHandlerTest {
  private static final Instant NOW = Instant.parse("2020-06-01T12:00:00.123456789Z");
  private static final String SECRET = "what-only-the-exception-knows";

  private final List<Request> requests = new ArrayList<>();

  @Test
  void answersWithWhatTheHandlerSays() {
    var response = handle(_ -> Answer.created("/v1/things/8", Json.object().put("id", "8")));

    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(response.getBody()).isEqualTo("{\"id\":\"8\"}");
    assertThat(response.getHeaders())
        .containsEntry("Location", "/v1/things/8")
        .containsEntry("Content-Type", "application/json")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("X-Request-Id", "request-1");
  }

  @Test
  void answersBytesInBase64() {
    var bytes = new byte[] {0, -1, 37};
    var response = handle(_ -> Answer.file("INV-1.pdf", "application/pdf", bytes));

    assertThat(response.getIsBase64Encoded()).isTrue();
    assertThat(Base64.getDecoder().decode(response.getBody())).isEqualTo(bytes);
    assertThat(response.getHeaders())
        .containsEntry("Content-Type", "application/pdf")
        .containsEntry("Content-Disposition", "attachment; filename=\"INV-1.pdf\"");
    assertThat(handle(_ -> Answer.ok(Json.object())).getIsBase64Encoded()).isFalse();
  }

  @Test
  void setsACookieInTheFieldForCookies() {
    var response = handle(_ -> Answer.seeOther("/").withHeader("Set-Cookie", "a=1"));

    assertThat(response.getCookies()).containsExactly("a=1");
    assertThat(response.getHeaders()).doesNotContainKey("Set-Cookie");
  }

  @Test
  void answersARefusalUnchanged() {
    var response = handle(_ -> Problem.of(ProblemCode.LINK_EXPIRED, "x"));

    assertThat(response.getStatusCode()).isEqualTo(410);
    assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
  }

  @Test
  void answersBadInputUnchanged() {
    var response =
        handle(
            _ -> {
              throw new ProblemException(Problem.of(ProblemCode.LINK_EXPIRED, "x"));
            });

    assertThat(response.getStatusCode()).isEqualTo(410);
    assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
  }

  @Test
  void answersAnUnexpectedFailureWithoutItsMessage() {
    var response = handle(HttpHandlerTest::fail);

    assertThat(response.getStatusCode()).isEqualTo(500);
    assertThat(response.getBody())
        .contains("\"code\":\"internal\"", "urn:request:request-1")
        .doesNotContain(SECRET, "IllegalStateException", "dev.keyshelf.http");
  }

  @Test
  void logsAnUnexpectedFailureOnceWithItsRequestAndWithoutItsMessage() {
    var log = logOf(() -> handle(HttpHandlerTest::fail));

    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("\"requestId\":\"request-1\"", "java.lang.IllegalStateException")
        .doesNotContain(SECRET);
  }

  /**
   * A weighted alias sends a part of the calls to a new version, and an alarm counts its failures.
   */
  @Test
  void countsFailuresOfEachVersionOnLambda() {
    assertThat(
            Log.version(
                Map.of(
                    "AWS_LAMBDA_FUNCTION_NAME", "shop-PlaceOrder-1A",
                    "AWS_LAMBDA_FUNCTION_VERSION", "7")))
        .isEqualTo(Map.of("FunctionName", "shop-PlaceOrder-1A", "FunctionVersion", "7"));
    assertThat(Log.version(Map.of("AWS_LAMBDA_FUNCTION_NAME", "shop-PlaceOrder-1A"))).isEmpty();
  }

  @Test
  void answersAProbeWithoutARequest() {
    var probe = APIGatewayV2HTTPEvent.builder().withRouteKey("keyshelf:probe").build();

    var response = handle(probe, HttpHandlerTest::fail);

    assertThat(response.getStatusCode()).isEqualTo(204);
    assertThat(response.getBody()).isNull();
    assertThat(requests).isEmpty();
  }

  /** API Gateway adds its context to each event. No part of the request decides what is a probe. */
  @Test
  void takesNoRequestForAProbe() {
    var event = event();
    event.setRouteKey("keyshelf:probe");
    event.setRawPath("keyshelf:probe");
    event.setBody("{\"routeKey\":\"keyshelf:probe\"}");

    assertThat(requestOf(event).route()).isEqualTo("keyshelf:probe");
  }

  @Test
  void refusesAnEventThatIsNeitherARequestNorAProbe() {
    var neither = APIGatewayV2HTTPEvent.builder().withRouteKey("GET /v1/things").build();

    assertThatNullPointerException()
        .isThrownBy(() -> handle(neither, HttpHandlerTest::fail))
        .withMessageContaining("not from an HTTP API");
  }

  @Test
  void logsNothingForAProblem() {
    var log =
        logOf(
            () ->
                handle(
                    _ -> {
                      throw new ProblemException(Problem.notFound());
                    }));

    assertThat(log).isEmpty();
  }

  @Test
  void stampsARequestInMilliseconds() {
    assertThat(requestOf(event()).receivedAt()).isEqualTo("2020-06-01T12:00:00.123Z");
  }

  @Test
  void readsHeadersByTheirLowerCaseName() {
    var event = event();
    event.setHeaders(Map.of("Idempotency-Key", "k-1"));

    assertThat(requestOf(event).header("idempotency-key")).contains("k-1");
  }

  @Test
  void readsABodyThatArrivesInBase64() {
    var event = event();
    event.setBody(
        Base64.getEncoder().encodeToString("download=1".getBytes(StandardCharsets.UTF_8)));
    event.setIsBase64Encoded(true);

    assertThat(requestOf(event).body()).asString(StandardCharsets.UTF_8).isEqualTo("download=1");
  }

  @Test
  void readsAnAbsentBodyAsEmpty() {
    assertThat(requestOf(event()).body()).isEmpty();
  }

  @Test
  void decodesTheQuery() {
    var event = event();
    event.setRawQueryString("a=1&a=2&b=x%20y%26z&c&%zz=%zz&");

    assertThat(requestOf(event).query())
        .containsOnly(
            Map.entry("a", List.of("1", "2")),
            Map.entry("b", List.of("x y&z")),
            Map.entry("c", List.of("")),
            Map.entry("%zz", List.of("%zz")));
  }

  @Test
  void readsTheClaimsOfTheVerifiedToken() {
    var event = event();
    event
        .getRequestContext()
        .setAuthorizer(
            Authorizer.builder()
                .withJwt(JWT.builder().withClaims(Map.of("sub", "ann")).build())
                .build());

    assertThat(requestOf(event).claims()).containsExactly(Map.entry("sub", "ann"));
  }

  @Test
  void knowsNoClaimsOnAPublicRoute() {
    assertThat(requestOf(event()).claims()).isEmpty();
  }

  @Test
  void takesTheHostFromTheGatewayAndNeverFromAHeader() {
    var event = event();
    event.setHeaders(Map.of("Host", "evil.example", "X-Forwarded-Host", "evil.example"));

    assertThat(requestOf(event).domainName()).isEqualTo("api.keyshelf.example");
  }

  @Test
  void cutsTheUserAgentAt256Characters() {
    var event = event();
    event.getRequestContext().getHttp().setUserAgent("u/1 ".repeat(2_000));

    assertThat(requestOf(event).userAgent()).isEqualTo("u/1 ".repeat(64));
  }

  @Test
  void masksASecretInTheUserAgentBeforeItIsCut() {
    var event = event();
    event.getRequestContext().getHttp().setUserAgent("u/1 ".repeat(60) + "aA".repeat(21) + "A");

    assertThat(requestOf(event).userAgent()).isEqualTo("u/1 ".repeat(60) + "*****");
  }

  private static Answer fail(Request request) {
    throw new IllegalStateException(SECRET + request.path());
  }

  private Request requestOf(APIGatewayV2HTTPEvent event) {
    handle(event, _ -> Answer.ok(Json.object()));
    return requests.getLast();
  }

  private APIGatewayV2HTTPResponse handle(Function<Request, Reply> answering) {
    return handle(event(), answering);
  }

  private APIGatewayV2HTTPResponse handle(
      APIGatewayV2HTTPEvent event, Function<Request, Reply> answering) {
    var handler =
        new HttpHandler(Clock.fixed(NOW, ZoneOffset.UTC)) {
          @Override
          protected Reply answer(Request request) {
            requests.add(request);
            return answering.apply(request);
          }
        };
    return handler.handleRequest(event, noContext());
  }

  private static APIGatewayV2HTTPEvent event() {
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey("GET /v1/things/{thingId}")
        .withRawPath("/v1/things/7")
        .withRawQueryString("")
        .withPathParameters(Map.of("thingId", "7"))
        .withRequestContext(
            RequestContext.builder()
                .withDomainName("api.keyshelf.example")
                .withRequestId("request-1")
                .withHttp(
                    Http.builder()
                        .withMethod("GET")
                        .withPath("/v1/things/7")
                        .withSourceIp("203.0.113.7")
                        .withUserAgent("curl/8.0")
                        .build())
                .build())
        .build();
  }

  @Test
  void writesAMetricInTheEmbeddedFormat() {
    var at = Instant.ofEpochMilli(1_795_166_400_000L);
    var line = logOf(() -> Log.metric("busy", at, "Starts", 10, json -> json.put("linkId", "1")));

    assertThat(line.strip())
        .isEqualTo(
            "{\"level\":\"WARN\",\"event\":\"busy\",\"_aws\":{\"Timestamp\":1795166400000,"
                + "\"CloudWatchMetrics\":[{\"Namespace\":\"Keyshelf\",\"Dimensions\":[[]],"
                + "\"Metrics\":[{\"Name\":\"Starts\",\"Unit\":\"Count\"}]}]},"
                + "\"Starts\":10,\"linkId\":\"1\"}");
  }

  @Test
  void writesTheMetricsOfAThingUnderItsDimension() {
    var metrics =
        new Log.Metrics(
            Instant.ofEpochMilli(7), Map.of("Sku", "a"), Map.of("KeysLow", 0L, "KeysLeft", 9L));
    var line = logOf(() -> Log.metrics("INFO", "stock", metrics, json -> json.put("pool", "p")));

    assertThat(line.strip())
        .isEqualTo(
            "{\"level\":\"INFO\",\"event\":\"stock\",\"_aws\":{\"Timestamp\":7,"
                + "\"CloudWatchMetrics\":[{\"Namespace\":\"Keyshelf\",\"Dimensions\":[[\"Sku\"]],"
                + "\"Metrics\":[{\"Name\":\"KeysLeft\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"KeysLow\",\"Unit\":\"Count\"}]}]},"
                + "\"Sku\":\"a\",\"KeysLeft\":9,\"KeysLow\":0,\"pool\":\"p\"}");
  }

  @Test
  void writesMetricsIntoTheNamespaceOfItsStack() {
    assertThat(Log.namespace(Map.of("KEYSHELF_METRICS", "Keyshelf/shop-test")))
        .isEqualTo("Keyshelf/shop-test");
    assertThat(Log.namespace(Map.of())).isEqualTo("Keyshelf");
  }

  /** Returns a context without values, since the handler uses none. */
  private static Context noContext() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @SuppressWarnings("SystemOut") // The log is standard output.
  private static String logOf(Runnable action) {
    var console = System.out;
    var log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(console);
    }
    return log.toString(StandardCharsets.UTF_8);
  }
}
