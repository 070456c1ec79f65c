package dev.keyshelf.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.StoreSteps;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the whole machine with an issuer that has a discovery document. Any token that is not the
 * issuer's token for this API is refused before a function calls its stores.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
final class TokensTest {
  private static HttpServer site;
  private static DevelopmentIssuer issuer;
  private static Forgeries forgeries;
  private static OneMachine machine;
  private static HttpClient http;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var url = "http://localhost:" + site.getAddress().getPort();
    issuer =
        DevelopmentIssuer.open(folder.resolve("issuer.json"), url, "keyshelf", "keyshelf-operator");
    issuer.documents().forEach(TokensTest::publish);
    site.start();
    forgeries = new Forgeries(issuer, new RSAKeyGenerator(2048).keyID("forgers").generate());
    machine =
        OneMachine.start(
            Settings.inMemory(Settings.defaultTemplate())
                .withPort(0)
                .withoutSamples()
                .withIssuer(new Settings.Issuer(issuer.url(), "keyshelf")));
    http = HttpClient.newHttpClient();
  }

  private static void publish(String path, String document) {
    site.createContext(
        path,
        exchange -> {
          try (exchange) {
            var body = document.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  @AfterAll
  static void close() {
    http.close();
    machine.close();
    site.stop(0);
  }

  private static HttpResponse<String> send(String method, String path, String... authorization) {
    var request =
        HttpRequest.newBuilder(URI.create(machine.baseUrl() + path))
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
            .header("Content-Type", "application/json");
    Arrays.stream(authorization).forEach(value -> request.header("Authorization", value));
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static void assertTurnedAway(String method, String path, String... authorization) {
    var answers = new ArrayList<HttpResponse<String>>();

    var steps = StoreSteps.during(() -> answers.add(send(method, path, authorization)));

    var answer = answers.getFirst();
    assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(steps).isEmpty();
  }

  private static Stream<Arguments> forged() throws Exception {
    return forgeries.all().entrySet().stream()
        .map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forged")
  void forgedTokensAreRefused(String what, String token) {
    assertTurnedAway("GET", "/v1/customers", "Bearer " + token);
    assertTurnedAway("POST", "/v1/customers", "Bearer " + token);
  }

  @Test
  void everyRouteForPartnersRequiresAToken() {
    var unsigned = forgeries.signed(claims -> claims).replaceFirst("\\.[^.]*$", ".");
    var expired = forgeries.signed(claims -> claims.expirationTime(null));
    for (var function : Template.read(Settings.defaultTemplate()).functions()) {
      for (var route : function.routes()) {
        if (route.authorized()) {
          var path = route.path().replaceAll("\\{[^}]+}", "01M7W3GHJ07VNQX5Q5KKJ0Z75H");
          assertTurnedAway(route.method(), path);
          assertTurnedAway(route.method(), path, "Bearer " + unsigned);
          assertTurnedAway(route.method(), path, "Bearer " + expired);
        }
      }
    }
  }

  /** The machine's issuer was named without an audience for operators. */
  @Test
  void nobodyIsAnOperatorWithoutAnAudienceForThem() {
    var operators =
        issuer.operatorToken("olga", List.of("Operator"), DevelopmentIssuer.TOKEN_LIFETIME);
    var partners = forgeries.signed(claims -> claims);

    for (var token : List.of(operators, partners)) {
      assertTurnedAway("GET", "/v1/operator/support-requests", "Bearer " + token);
    }
  }

  @Test
  void onlyOneBearerTokenIsAccepted() {
    var good = forgeries.signed(claims -> claims);

    assertThat(send("GET", "/v1/customers", "Bearer " + good).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/customers", "bearer  " + good).statusCode()).isEqualTo(200);
    assertTurnedAway("GET", "/v1/customers", "Bearer " + good, "Bearer " + good);
    assertTurnedAway("GET", "/v1/customers", "Bearer " + good + ", Bearer " + good);
    assertThat(send("GET", "/v1/customers", good).statusCode()).isEqualTo(200);
    for (var scheme : List.of("Basic ", "DPoP ", "Token ", "Bearer")) {
      assertTurnedAway("GET", "/v1/customers", scheme + good);
    }
    assertTurnedAway("GET", "/v1/customers?access_token=" + good);
  }

  @Test
  void theGatewayRefusesATokenLargerThanItsHeadersLimit() {
    var large = "Bearer " + forgeries.signed(claims -> claims.claim("p", "x".repeat(8_000)));

    assertThat(send("GET", "/v1/customers", large).statusCode()).isEqualTo(431);
  }

  /** A duplicate claim is refused even if the issuer signed it, because readers could disagree. */
  @Test
  void aTokenWithADuplicateClaimIsRefused() throws Exception {
    var twice =
        forgeries.claims().build().toString().replaceFirst("\\{", "{\"partner_id\":\"partner-b\",");
    var token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(issuer.publicKeys().getKeys().getFirst().getKeyID())
                .build(),
            new Payload(twice));
    issuer.sign(token);

    assertTurnedAway("GET", "/v1/customers", "Bearer " + token.serialize());
  }

  private static Stream<Arguments> roles() {
    var object = Map.of("a", "x AdminAgent y");
    return Stream.of(
        Arguments.of("AdminAgent", 200),
        Arguments.of("AdminAgent GlobalAdmin", 200),
        Arguments.of("[AdminAgent GlobalAdmin]", 200),
        Arguments.of(List.of("Owner", "AdminAgent"), 200),
        Arguments.of(Arrays.asList(null, "AdminAgent"), 200),
        Arguments.of(List.of("Owner"), 403),
        Arguments.of(List.of(), 403),
        Arguments.of("", 403),
        Arguments.of(null, 403),
        Arguments.of("adminagent", 403),
        Arguments.of("Admin agent", 403),
        Arguments.of("AdminAgent,GlobalAdmin", 403),
        Arguments.of("Global admin,Account admin", 403),
        Arguments.of(List.of("AdminAgent,GlobalAdmin"), 403),
        Arguments.of(List.of("Former AdminAgent"), 403),
        Arguments.of(List.of("AdminAgent GlobalAdmin"), 403),
        Arguments.of(List.of("team[eu]", "AdminAgent"), 200),
        Arguments.of(List.of("[", "AdminAgent", "]"), 200),
        Arguments.of("*", 403),
        Arguments.of(7, 403),
        Arguments.of(true, 403),
        Arguments.of(Map.of("AdminAgent", true), 403),
        Arguments.of(object, 403),
        Arguments.of(List.of(List.of("AdminAgent")), 403),
        Arguments.of(List.of(List.of("x", "AdminAgent", "y")), 403),
        Arguments.of(List.of(object), 403));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void aRoleIsAWordOfAListOrText(@Nullable Object roles, int status) {
    var token = forgeries.signed(claims -> claims.claim("roles", roles));

    var answer = send("GET", "/v1/customers", "Bearer " + token);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(status == 200 ? "\"items\":[]" : "\"role-required\"");
  }

  private static Stream<Arguments> idTokens() {
    return Stream.of(
        Arguments.of("token_use", "id"),
        Arguments.of("typ", "ID"),
        Arguments.of("at_hash", "h"),
        Arguments.of("c_hash", "h"));
  }

  /** The authorizer of AWS admits id tokens, and so does this one, so the functions refuse them. */
  @ParameterizedTest
  @MethodSource("idTokens")
  void theFunctionsRefuseIdTokens(String claim, String value) {
    var token = forgeries.signed(claims -> claims.claim("token_use", null).claim(claim, value));

    var answer = send("GET", "/v1/customers", "Bearer " + token);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"unauthenticated\"", "ID token");
  }

  @Test
  void anAccessTokenMayHaveANonce() {
    var token = forgeries.signed(claims -> claims.claim("nonce", "n"));

    assertThat(send("GET", "/v1/customers", "Bearer " + token).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0007b", "a\u202eb", "a\nb"})
  void aUserMustBeTextThatALogCanShow(String user) {
    var token = forgeries.signed(claims -> claims.subject(user));

    var answer = send("GET", "/v1/customers", "Bearer " + token);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"unauthenticated\"").doesNotContain(user);
  }

  @Test
  void theLogNamesTheUserOfTheToken() {
    var token =
        forgeries.signed(
            claims ->
                claims
                    .subject("7c0e")
                    .claim("roles", List.of("GlobalAdmin"))
                    .claim("email", "ada@contoso.example")
                    .claim("azp", "portal"));
    assertThat(send("GET", "/v1/activity?user=7c0e", "Bearer " + token).statusCode())
        .isEqualTo(200);

    assertThat(send("GET", "/v1/activity?user=7c0e", "Bearer " + token).body())
        .contains(
            "\"user\":\"7c0e\",\"displayName\":\"ada@contoso.example\",\"application\":\"portal\"",
            "\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"Java-http-client/");
  }

  private static Stream<Object> partners() {
    return Stream.of(
        "",
        " ",
        "partner-a#CUSTOMER",
        "PARTNER#partner-a",
        "partner-a\u0000",
        "partner-a\n",
        "../partner-a",
        "p\u0430rtner-a",
        "keyshelf",
        "x".repeat(65),
        List.of("partner-a"),
        List.of("partner-a", "partner-b"),
        Map.of("id", "partner-a"));
  }

  @ParameterizedTest
  @MethodSource("partners")
  void aPartnerMustBeOneWellFormedId(Object partner) {
    var token = forgeries.signed(claims -> claims.claim("partner_id", partner));
    var answers = new ArrayList<HttpResponse<String>>();

    var steps =
        StoreSteps.during(() -> answers.add(send("GET", "/v1/customers", "Bearer " + token)));

    assertThat(answers.getFirst().statusCode()).isEqualTo(401);
    assertThat(answers.getFirst().body()).contains("\"unauthenticated\"");
    assertThat(steps).isEmpty();
  }
}
