package dev.keyshelf.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.contract.AnotherApi;
import dev.keyshelf.local.handlers.EchoHandler;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
@AnotherApi
final class HttpGatewayTest {
  private static final GatewayFixture GATEWAY =
      new GatewayFixture(
          headers ->
              headers.contains("Bearer good")
                  ? new Authorizer.Verdict.Admitted(
                      Map.of(
                          "roles",
                          List.of("AdminAgent", "GlobalAdmin"),
                          "exp",
                          1_800_000_000L,
                          "verified",
                          true,
                          "address",
                          Map.of("country", "US"),
                          "partner_id",
                          "contoso"))
                  : new Authorizer.Verdict.Refused("Bearer"));

  @AfterAll
  static void close() {
    GATEWAY.close();
  }

  private static JsonNode guardedEvent(String path) throws Exception {
    return GATEWAY.eventOf(GATEWAY.request(path).header("Authorization", "Bearer good"));
  }

  @Test
  void flattensClaimsIntoStrings() throws Exception {
    JsonNode jwt = guardedEvent("/v1/customers/c1").at("/requestContext/authorizer/jwt");

    assertThat(jwt.at("/claims/roles").asText()).isEqualTo("[AdminAgent GlobalAdmin]");
    assertThat(jwt.at("/claims/exp").textValue()).isEqualTo("1800000000");
    assertThat(jwt.at("/claims/verified").textValue()).isEqualTo("true");
    assertThat(jwt.at("/claims/address").textValue()).isEqualTo("map[country:US]");
    assertThat(jwt.get("scopes").isNull()).isTrue();
  }

  @Test
  void describesTheRequestInPayloadFormatTwo() throws Exception {
    JsonNode event = guardedEvent("/v1/customers/a%20b+c");

    assertThat(event.at("/version").textValue()).isEqualTo("2.0");
    assertThat(event.at("/routeKey").textValue()).isEqualTo("GET /v1/customers/{customerId}");
    assertThat(event.at("/rawPath").textValue()).isEqualTo("/v1/customers/a%20b+c");
    assertThat(event.at("/rawQueryString").textValue()).isEmpty();
    assertThat(event.at("/pathParameters/customerId").textValue()).isEqualTo("a b+c");
    assertThat(event.has("queryStringParameters")).isFalse();
    assertThat(event.has("cookies")).isFalse();
    assertThat(event.has("body")).isFalse();
    JsonNode context = event.get("requestContext");
    assertThat(context.at("/stage").textValue()).isEqualTo("$default");
    assertThat(context.at("/http/method").textValue()).isEqualTo("GET");
    assertThat(context.at("/http/protocol").textValue()).isEqualTo("HTTP/1.1");
    assertThat(context.at("/http/sourceIp").textValue()).isEqualTo("127.0.0.1");
    assertThat(context.at("/time").textValue())
        .matches("\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
    assertThat(context.at("/timeEpoch").isIntegralNumber()).isTrue();
  }

  @Test
  void answersAnUnmatchedMethodLikeAnUnmatchedPath() throws Exception {
    var wrongMethod = GATEWAY.send(GATEWAY.request("/v1/customers/c1").DELETE());
    var wrongPath = GATEWAY.get("/v2/customers");

    assertThat(wrongMethod.statusCode()).isEqualTo(404);
    assertThat(wrongMethod.body()).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(wrongPath.statusCode()).isEqualTo(404);
    assertThat(wrongPath.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void ignoresMethodOverrides() throws Exception {
    var answer =
        GATEWAY.send(
            GATEWAY
                .request("/v1/customers/c1")
                .header("X-HTTP-Method-Override", "GET")
                .header("Authorization", "Bearer good")
                .DELETE());

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void treatsATrailingSlashAsAnotherPath() throws Exception {
    assertThat(GATEWAY.get("/typed").statusCode()).isEqualTo(201);
    assertThat(GATEWAY.get("/typed/").statusCode()).isEqualTo(404);
  }

  @Test
  void doesNotMistakeASegmentAfterTwoSlashesForAHost() throws Exception {
    assertThat(GATEWAY.raw("GET //typed HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404");
    assertThat(GATEWAY.raw("GET //x/typed HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void refusesAsTheAuthorizerDoesAndCallsNoFunction() throws Exception {
    int before = EchoHandler.CALLS.get();

    var answer = GATEWAY.get("/v1/customers/c1");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
    assertThat(answer.headers().firstValue("apigw-requestid")).isPresent();
    assertThat(EchoHandler.CALLS.get()).isEqualTo(before);
  }

  @Test
  void passesJsonAndOtherTextUnencoded() throws Exception {
    for (String type :
        List.of(
            "application/json; charset=utf-8",
            "text/csv",
            "application/problem+json",
            "application/xml")) {
      JsonNode event = GATEWAY.eventOfPost(type, "{\"n\":\"é\"}".getBytes(StandardCharsets.UTF_8));

      assertThat(event.get("body").textValue()).isEqualTo("{\"n\":\"é\"}");
      assertThat(event.get("isBase64Encoded").booleanValue()).isFalse();
    }
  }

  @Test
  void passesFormBodiesInBase64() throws Exception {
    JsonNode event =
        GATEWAY.eventOfPost(
            "application/x-www-form-urlencoded", "download=d1".getBytes(StandardCharsets.UTF_8));

    assertThat(event.get("body").textValue()).isEqualTo("ZG93bmxvYWQ9ZDE=");
    assertThat(event.get("isBase64Encoded").booleanValue()).isTrue();
  }

  @Test
  void passesTextThatIsNotUtf8InBase64() throws Exception {
    JsonNode event = GATEWAY.eventOfPost("text/plain", new byte[] {(byte) 0xff});

    assertThat(event.get("body").textValue()).isEqualTo("/w==");
    assertThat(event.get("isBase64Encoded").booleanValue()).isTrue();
  }

  @Test
  void joinsRepeatedHeadersAndLowersTheirNames() throws Exception {
    JsonNode event =
        GATEWAY.eventOf(GATEWAY.request("/open/x").header("X-Many", "a").header("X-Many", "b"));

    assertThat(event.at("/headers/x-many").textValue()).isEqualTo("a,b");
  }

  @Test
  void joinsRepeatedQueryParameters() throws Exception {
    JsonNode event = GATEWAY.eventOf(GATEWAY.request("/open/x?role=a&role=b%2Cc&q=one+two&flag"));

    assertThat(event.at("/queryStringParameters/role").textValue()).isEqualTo("a,b,c");
    assertThat(event.at("/queryStringParameters/q").textValue()).isEqualTo("one two");
    assertThat(event.at("/queryStringParameters/flag").textValue()).isEmpty();
    assertThat(event.get("rawQueryString").textValue())
        .isEqualTo("role=a&role=b%2Cc&q=one+two&flag");
  }

  @Test
  void movesCookiesOutOfTheHeaders() throws Exception {
    JsonNode event = GATEWAY.eventOf(GATEWAY.request("/open/x").header("Cookie", "a=1; b=2"));

    assertThat(event.get("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
    assertThat(event.at("/headers/cookie").isMissingNode()).isTrue();
  }

  @Test
  void ignoresTheHostHeader() throws Exception {
    String answer =
        GATEWAY.raw("GET /open/x HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .contains("\"domainName\":\"localhost:%s\"".formatted(GATEWAY.gateway.port()));
  }

  @Test
  void answersHeadOnlyIfARouteHasIt() throws Exception {
    var withRoute = GATEWAY.send(GATEWAY.request("/typed").HEAD());
    var without = GATEWAY.send(GATEWAY.request("/no-head").HEAD());

    assertThat(withRoute.statusCode()).isEqualTo(201);
    assertThat(withRoute.body()).isEmpty();
    assertThat(withRoute.headers().firstValue("content-length")).contains("11");
    assertThat(without.statusCode()).isEqualTo(404);
  }

  @Test
  void writesTheAnswerOfATypedHandler() throws Exception {
    var answer = GATEWAY.get("/typed");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("method GET");
    assertThat(answer.headers().firstValue("x-kind")).contains("typed");
    assertThat(answer.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1", "b=2");
    assertThat(answer.headers().firstValue("content-type")).contains("text/plain;charset=UTF-8");
  }

  @Test
  void decodesBase64Answers() throws Exception {
    assertThat(GATEWAY.get("/odd/base64").body()).isEqualTo("\u0000\u0001\u0002");
  }

  @Test
  void treatsAnAnswerWithoutAStatusAsTheBody() throws Exception {
    var answer = GATEWAY.get("/odd/none");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"plain\":\"answer\"}");
  }

  @Test
  void answers500WithoutAReasonIfAFunctionFails() throws Exception {
    for (String how : List.of("throws", "huge", "split", "status")) {
      var answer = GATEWAY.get("/odd/" + how);

      assertThat(answer.statusCode()).as(how).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }
  }

  @Test
  void refusesABodyOverTenMegabytes() throws Exception {
    var answer =
        GATEWAY.send(
            GATEWAY
                .request("/open/x")
                .POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1])));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
  }

  @Test
  void checksTheTokenBeforeItReadsTheBody() throws Exception {
    var head =
        "POST /v1/customers/c1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n";

    assertThat(GATEWAY.answerTo(head)).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void refusesTwoHostsAndBareLineFeeds() throws Exception {
    for (var request :
        List.of(
            "GET /typed HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /typed HTTP/1.1\nHost: a\n\n",
            "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n")) {
      assertThat(GATEWAY.raw(request))
          .startsWith("HTTP/1.1 400 ")
          .endsWith("{\"message\":\"Bad Request\"}")
          .doesNotContainIgnoringCase("java", "exception");
    }
  }

  @Test
  void refusesHeadersOverTenKilobytes() throws Exception {
    var answer = GATEWAY.send(GATEWAY.request("/open/x").header("X-Long", "x".repeat(10_241)));

    assertThat(answer.statusCode()).isEqualTo(431);
  }

  @Test
  void countsTheFunctionsTimeDownFromItsTimeout() throws Exception {
    var answer = GATEWAY.get("/open/x");

    assertThat(answer.headers().firstValueAsLong("x-remaining").orElseThrow())
        .isBetween(1L, 10_000L);
  }

  @Test
  void prefersALiteralToAVariableAndThatToAGreedyOne() throws Exception {
    assertThat(GATEWAY.eventOf(GATEWAY.request("/open/literal")).get("routeKey").textValue())
        .isEqualTo("GET /open/literal");
    assertThat(GATEWAY.eventOf(GATEWAY.request("/open/other")).get("routeKey").textValue())
        .isEqualTo("ANY /open/{thing}");
    JsonNode greedy = GATEWAY.eventOf(GATEWAY.request("/open/a/b"));
    assertThat(greedy.get("routeKey").textValue()).isEqualTo("GET /open/{rest+}");
    assertThat(greedy.at("/pathParameters/rest").textValue()).isEqualTo("a/b");
  }
}
