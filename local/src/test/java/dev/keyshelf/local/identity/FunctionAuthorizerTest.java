package dev.keyshelf.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.http.ClaimSettings;
import dev.keyshelf.local.api.StoreCalls;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
import dev.keyshelf.local.gateway.FunctionAuthorizer;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the whole machine with the function AuthorizeToken in the place of the JWT authorizer. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
final class FunctionAuthorizerTest {
  private static final String PRODUCTS = "/v1/catalog/products?market=US";
  private static final String ALARMS = "/v1/operator/alarms";
  private static final String PAGE = "docs/access-patterns.md";

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
    issuer.documents().forEach(FunctionAuthorizerTest::publish);
    site.start();
    forgeries = new Forgeries(issuer, new RSAKeyGenerator(2048).keyID("forgers").generate());
    var claims =
        new ClaimSettings.Written(
            "", "tenant", "/realm_access/roles", "", "", "{\"Buying Agents\":[\"AdminAgent\"]}");
    machine =
        OneMachine.start(
            Settings.inMemory(Settings.defaultTemplate())
                .withPort(0)
                .withIssuer(
                    new Settings.Issuer(
                        issuer.url(),
                        new Settings.Client("keyshelf", "console", "openid api"),
                        new Settings.Client("keyshelf-operator", "operators", "openid"),
                        new Settings.Reading(claims, ""),
                        List.of("https://tokens.example"))));
    // A schedule that runs while a test counts calls would add its own.
    machine.schedules().close();
    var files = folder.resolve("files");
    var file = files.resolve("imports/partners/tenants.yaml");
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(
        file,
        """
        partners:
          - id: partner-b
            name: Fabrikam
            suspended: false
            eligiblePrograms: []
            tenants: [partner-a]
          - id: partner-a
            name: Contoso
            suspended: false
            eligiblePrograms: []
            tenants: [tenant-2]
        """);
    assertThat(machine.importer().importPath(files).faults()).isEmpty();
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

  private static HttpResponse<String> get(String path, String... authorization) {
    var request = HttpRequest.newBuilder(URI.create(machine.baseUrl() + path));
    Stream.of(authorization).forEach(value -> request.header("Authorization", value));
    return sent(request);
  }

  private static HttpResponse<String> post(String path, String authorization, String body) {
    return sent(
        HttpRequest.newBuilder(URI.create(machine.baseUrl() + path))
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "one")
            .header("Authorization", authorization));
  }

  private static HttpResponse<String> sent(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static String withGroups(String... groups) {
    return signed(claims -> claims.claim("realm_access", Map.of("roles", List.of(groups))));
  }

  private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
    return "Bearer " + forgeries.signed(change);
  }

  private static Stream<Arguments> forged() throws Exception {
    return forgeries.all().entrySet().stream()
        .map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  @Test
  void grantsTheRolesOfAGroupInANestedClaim() {
    assertThat(get(PRODUCTS, withGroups("Buying Agents", "offline_access")).statusCode())
        .isEqualTo(200);
  }

  /** The tokens name the tenant partner-a, which is another partner's. */
  @Test
  void findsThePartnerOfATenant() {
    var customer =
        post(
            "/v1/customers",
            withGroups("Buying Agents"),
            """
            {"companyName": "Northwind", "tenantId": "0b2e9ccc-8a56-4c0b-a2f1-0d5f3d3c9a01",
             "domain": "northwind.example", "market": "US"}
            """);

    assertThat(customer.statusCode()).as(customer.body()).isEqualTo(201);
    assertThat(get("/v1/customers", withGroups("Buying Agents")).body()).contains("Northwind");
    assertThat(get("/v1/customers", ofTenant("tenant-2")).body()).doesNotContain("Northwind");
    assertThat(get("/v1/customers", ofTenant("partner-b")).body()).contains("Forbidden");
  }

  private static String ofTenant(String tenant) {
    return signed(
        claims ->
            claims
                .claim("partner_id", tenant)
                .claim("realm_access", Map.of("roles", List.of("Buying Agents"))));
  }

  @Test
  void grantsNothingForTheClaimThatItDoesNotReadAndForPartsOfNames() {
    for (var token :
        List.of(
            signed(claims -> claims),
            withGroups("AdminAgent"),
            withGroups("Former Buying Agents"),
            withGroups("Buying", "Agents"))) {
      var answer = get(PRODUCTS, token);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("role-required");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forged")
  void forgedTokensAreRefused(String what, String token) {
    var answer = get(PRODUCTS, "Bearer " + token);

    assertThat(answer.statusCode()).as(what).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
  }

  @Test
  void asksNobodyWithoutAToken() {
    assertThat(get(PRODUCTS).statusCode()).isEqualTo(401);
    assertThat(get(PRODUCTS, " ").statusCode()).isEqualTo(401);
  }

  @Test
  void acceptsOneTokenOnly() {
    var token = withGroups("Buying Agents");

    assertThat(get(PRODUCTS, token, token).statusCode()).isEqualTo(403);
    assertThat(get(PRODUCTS, token + "," + token).statusCode()).isEqualTo(403);
  }

  @Test
  void keepsPartnersAndOperatorsApart() {
    var operator =
        "Bearer " + issuer.operatorToken("olga", List.of(), DevelopmentIssuer.TOKEN_LIFETIME);

    assertThat(get(ALARMS, operator).body()).contains("role-required");
    assertThat(get(PRODUCTS, operator).body()).contains("Forbidden");
    assertThat(get(ALARMS, withGroups("Buying Agents")).body()).contains("Forbidden");
  }

  @Test
  void costsWhatThePageSays() throws Exception {
    var forged = "Bearer " + forgeries.all().get("another key under the issuer's id");

    assertThat(Files.readString(Settings.defaultTemplate().resolveSibling(PAGE)))
        .contains(
            cost("AuthorizeToken, of a tenant", ofTenant("tenant-2"), Verdict.Identified.class)
                + cost("AuthorizeToken, a forged token", forged, Verdict.Forbidden.class));
  }

  private static String cost(String call, String header, Class<? extends Verdict> expected) {
    var authorizer = new FunctionAuthorizer("AuthorizeToken", machine.functions()::invoke);
    var calls =
        StoreCalls.during(
            () ->
                assertThat(authorizer.authorize(List.of(header), "GET /v1/customers"))
                    .isInstanceOf(expected));
    assertThat(calls.actions()).isEmpty();
    return "| %s | %s | %s | 0 | 0 |\n"
        .formatted(call, calls.reads().size(), (long) calls.readUnits());
  }

  @Test
  void tellsTheConsoleItsClaims() {
    assertThat(get("/config.json").body())
        .contains(
            "\"roles\":\"/realm_access/roles\"",
            "\"roleMap\":{\"Buying Agents\":[\"AdminAgent\"]}",
            "\"clientId\":\"console\",\"scope\":\"openid api\"",
            "\"clientId\":\"operators\",\"scope\":\"openid\"");
    assertThat(get("/config.json").headers().firstValue("content-security-policy").orElseThrow())
        .contains("https://tokens.example ");
  }
}
