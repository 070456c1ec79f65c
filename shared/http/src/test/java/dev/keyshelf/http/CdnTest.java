package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdnTest {
  private static final String SECRET = "0123456789abcdef0123456789ABCDEF";
  private static final String OTHER = "fedcba9876543210fedcba9876543210";
  private static final Map<String, String> BOTH =
      Map.of("originSecret", SECRET, "otherOriginSecret", OTHER, "directCalls", "refused");
  private static final Map<String, String> SECRET_ONLY =
      Map.of("originSecret", SECRET, "directCalls", "allowed");
  private static final String PEER = "130.176.0.1";
  private static final String CLIENT = "198.51.100.10";
  private static final String CHAIN = "203.0.113.9, " + CLIENT + ", " + PEER;

  private final List<Request> requests = new ArrayList<>();

  private final HttpHandler handler =
      new HttpHandler(Clock.fixed(Requests.NOON, ZoneOffset.UTC)) {
        @Override
        protected Reply answer(Request request) {
          requests.add(request);
          return Answer.ok(Json.object());
        }
      };

  private APIGatewayV2HTTPResponse handle(
      Map<String, String> variables, Map<String, String> headers) {
    var event =
        APIGatewayV2HTTPEvent.builder()
            .withRouteKey("GET /v1/things")
            .withHeaders(headers)
            .withStageVariables(variables)
            .withRequestContext(
                RequestContext.builder()
                    .withRequestId("request-1")
                    .withHttp(Http.builder().withMethod("GET").withSourceIp(PEER).build())
                    .build())
            .build();
    return handler.handleRequest(event, noContext());
  }

  private String addressOf(Map<String, String> variables, Map<String, String> headers) {
    handle(variables, headers);
    return requests.getLast().sourceIp();
  }

  private static Context noContext() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              throw new AssertionError("called " + method.getName());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET, OTHER})
  void answersWhatComesWithEitherSecret(String secret) {
    assertThat(handle(BOTH, Map.of("X-Keyshelf-Origin", secret)).getStatusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456789ABCDE",
        "0123456789abcdef0123456789ABCDEF,",
        "0123456789abcdef0123456789abcdef",
        "0123456789abcdef0123456789ABCDEF,fedcba9876543210fedcba9876543210",
        "refused"
      })
  void refusesADirectCallBeforeTheHandlerSeesIt(String secret) {
    var response = handle(BOTH, Map.of("x-keyshelf-origin", secret));

    assertThat(response.getStatusCode()).isEqualTo(403);
    assertThat(response.getBody())
        .contains("\"code\":\"direct-call\"", "urn:request:request-1")
        .doesNotContain(SECRET, OTHER);
    assertThat(response.getHeaders())
        .containsEntry("Content-Type", "application/problem+json")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Request-Id", "request-1");
    assertThat(requests).isEmpty();
  }

  @Test
  void refusesACallWithoutTheHeader() {
    assertThat(handle(BOTH, Map.of()).getStatusCode()).isEqualTo(403);
  }

  /** Without a secret nothing could come by the CDN, an empty header least of all. */
  @Test
  void believesNothingWithoutASecret() {
    var refusing = Map.of("directCalls", "refused", "originSecret", "");

    assertThat(handle(refusing, Map.of("x-keyshelf-origin", "")).getStatusCode()).isEqualTo(403);
    assertThat(handle(refusing, Map.of()).getStatusCode()).isEqualTo(403);
    assertThat(addressOf(Map.of(), Map.of("x-keyshelf-origin", "", "x-forwarded-for", CHAIN)))
        .isEqualTo(PEER);
  }

  @Test
  void answersDirectCallsWhereTheyAreAllowed() {
    assertThat(handle(SECRET_ONLY, Map.of()).getStatusCode()).isEqualTo(200);
    assertThat(handle(Map.of(), Map.of()).getStatusCode()).isEqualTo(200);
  }

  @Test
  void keepsTheSecretFromTheHandler() {
    handle(BOTH, Map.of("X-Keyshelf-Origin", SECRET, "Accept", "text/html"));

    assertThat(requests.getLast().headers()).containsOnlyKeys("accept");
  }

  @Test
  void takesTheAddressThatTheCdnAppendsAndNoneThatTheClientWrote() {
    assertThat(
            addressOf(SECRET_ONLY, Map.of("x-keyshelf-origin", SECRET, "x-forwarded-for", CHAIN)))
        .isEqualTo(CLIENT);
  }

  /** A gateway that appends nothing leaves the CDN's word at the end. */
  @Test
  void takesTheLastAddressIfTheGatewayAppendedNone() {
    var headers = Map.of("x-keyshelf-origin", SECRET, "x-forwarded-for", "203.0.113.9, " + CLIENT);

    assertThat(addressOf(SECRET_ONLY, headers)).isEqualTo(CLIENT);
  }

  @Test
  void takesTheGatewaysPeerWithoutTheSecret() {
    for (var secret : List.of("", OTHER)) {
      assertThat(
              addressOf(SECRET_ONLY, Map.of("x-keyshelf-origin", secret, "x-forwarded-for", CHAIN)))
          .isEqualTo(PEER);
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          198.51.100.10,                  198.51.100.10
          198.51.100.10:46532,            198.51.100.10
          2001:db8::1,                    2001:db8::1
          [2001:db8::1],                  2001:db8::1
          [2001:db8::1]:443,              2001:db8::1
          2001:DB8:0:1:2:3:4:5,           2001:DB8:0:1:2:3:4:5
          ::ffff:198.51.100.10,           ::ffff:198.51.100.10
          """)
  void readsAddressesOfBothKinds(String written, String address) {
    var headers = Map.of("x-keyshelf-origin", SECRET, "x-forwarded-for", written + ", " + PEER);

    assertThat(addressOf(SECRET_ONLY, headers)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "256.1.1.1",
        "1.2.3",
        "3325256714",
        "0x7f.1.1.1",
        "fe80::1%lo",
        "2001:db8::1::2",
        ":",
        "198.51.100.10:",
        "198.51.100.10:port",
        "localhost",
        "example.com:443",
        "[2001:db8::1",
        "198.51.100.10 \"}"
      })
  void takesTheGatewaysPeerForWhatIsNoAddress(String written) {
    var headers = Map.of("x-keyshelf-origin", SECRET, "x-forwarded-for", "203.0.113.9, " + written);

    assertThat(addressOf(SECRET_ONLY, headers)).isEqualTo(PEER);
  }

  @Test
  void takesTheGatewaysPeerIfTheCdnNamesNobody() {
    assertThat(addressOf(SECRET_ONLY, Map.of("x-keyshelf-origin", SECRET))).isEqualTo(PEER);
    assertThat(addressOf(SECRET_ONLY, Map.of("x-keyshelf-origin", SECRET, "x-forwarded-for", PEER)))
        .isEqualTo(PEER);
  }
}
