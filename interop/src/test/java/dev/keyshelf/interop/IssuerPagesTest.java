package dev.keyshelf.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.interop.OidcProvider.Client;
import dev.keyshelf.interop.SignIn.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each page of {@code docs/issuers}, followed at an issuer that emits the page's own token, with
 * {@code serve} under the page's own parameters.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.keyshelf.interop.IssuerPage#names")
@SuppressWarnings("NullAway.Init") // set before all tests of a page
final class IssuerPagesTest {
  private static final String PRODUCTS = "/v1/catalog/products?market=US";
  private static final String QUEUE = "/v1/operator/support-requests";
  private static final String HOME = "https://shop.example.com";

  private static IssuerPage page;
  private static OidcProvider issuer;
  private static Serving serving;
  private static HttpClient http;
  private static Client console;
  private static Client desk;
  private static Client withoutApi;

  /** Creates the tests of a page. */
  IssuerPagesTest(String name) {
    assertThat(page.name()).isEqualTo(name);
  }

  @BeforeParameterizedClassInvocation
  static void follow(String name, @TempDir Path data) throws Exception {
    page = IssuerPage.read(name);
    console = new Client(page.parameter("ConsoleClientId"), HOME + "/signed-in", false);
    desk = new Client("operators-console", HOME + "/operator/signed-in", false);
    withoutApi = new Client("without-api", HOME + "/signed-in", true);
    issuer = OidcProvider.start(page, List.of(console, desk, withoutApi));
    serving = Serving.start(data, page.options(issuer.address()).toArray(String[]::new));
    http = HttpClient.newHttpClient();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    http.close();
    serving.close();
    issuer.close();
  }

  private static SignIn at(Client client) throws Exception {
    return new SignIn(issuer.address(), client, scope());
  }

  private static String scope() {
    return page.parameters().getOrDefault("ConsoleScope", "openid offline_access");
  }

  private static Tokens tokens(Client client, Visitor visitor) throws Exception {
    try (var signIn = at(client)) {
      return signIn.as(visitor.name());
    }
  }

  private static HttpResponse<String> get(String path, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(serving.address() + path))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  private static void assertAnswer(HttpResponse<String> answer, int status, String part) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(part);
  }

  @Test
  void theExampleIsATokenForTheParameters() {
    assertThat(page.token())
        .containsEntry("iss", page.parameter("TokenIssuer"))
        .containsKeys(
            page.parameter("UserClaim"),
            page.parameter("NameClaim"),
            page.parameter("PartnerClaim"));
    var audience = page.token().getOrDefault("aud", page.token().get("client_id"));
    assertThat(String.valueOf(audience)).contains(page.parameter("TokenAudience"));
  }

  @Test
  void theFirstCallAnswers200() throws Exception {
    assertAnswer(
        get(PRODUCTS, tokens(console, Visitor.EXAMPLE).access()), 200, "windows-server-2019");
  }

  @Test
  void theConsoleSignsInAsThePageSays() throws Exception {
    var settings = get("/config.json", "");

    assertThat(settings.body())
        .contains("\"clientId\":\"%s\",\"scope\":\"%s\"".formatted(console.id(), scope()));
    assertThat(settings.headers().firstValue("content-security-policy").orElse(""))
        .contains(page.parameters().getOrDefault("IssuerOrigins", "connect-src"));
  }

  @Test
  void thePagesCommandExplainsTheToken() throws Exception {
    var token = tokens(console, Visitor.EXAMPLE).access();

    assertThat(Serving.run(page.explain(issuer.address(), token)))
        .anySatisfy(line -> assertThat(line).startsWith("partner").contains("partner-a"))
        .anySatisfy(line -> assertThat(line).startsWith("role").contains("AdminAgent"))
        .contains("accepted");
  }

  @Test
  void aRenewedTokenAnswers200() throws Exception {
    try (var signIn = at(console)) {
      var tokens = signIn.renew(signIn.as(Visitor.EXAMPLE.name()));

      assertAnswer(get(PRODUCTS, tokens.access()), 200, "windows-server-2019");
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "WITHOUT_ROLES",
        "WITH_UNKNOWN_ROLE",
        "WITH_LONGER_ROLE",
        "WITH_ROLES_OF_ANOTHER_SHAPE"
      })
  void whoHasNoRoleMayNot(Visitor visitor) throws Exception {
    assertAnswer(get(PRODUCTS, tokens(console, visitor).access()), 403, "role-required");
  }

  @ParameterizedTest
  @EnumSource(names = {"WITHOUT_PARTNER", "OF_UNKNOWN_PARTNER"})
  void whoBelongsToNoPartnerIsUnknown(Visitor visitor) throws Exception {
    assertAnswer(get(PRODUCTS, tokens(console, visitor).access()), 403, "Forbidden");
  }

  @ParameterizedTest
  @EnumSource(names = {"FOR_ANOTHER_API", "OF_ANOTHER_ISSUER"})
  void theAuthorizerRefusesTokensForOthers(Visitor visitor) throws Exception {
    assertAnswer(get(PRODUCTS, tokens(console, visitor).access()), 403, "Forbidden");
  }

  @Test
  void theAuthorizerRefusesATokenThatOnlyTheIssuerCanRead() throws Exception {
    assertAnswer(get(PRODUCTS, tokens(withoutApi, Visitor.EXAMPLE).access()), 403, "Forbidden");
  }

  @Test
  void anIdTokenIsNoAccessToken() throws Exception {
    assertAnswer(get(PRODUCTS, tokens(console, Visitor.EXAMPLE).id()), 403, "Forbidden");
  }

  @Test
  void anOperatorReachesTheQueue() throws Exception {
    assertAnswer(get(QUEUE, tokens(desk, Visitor.OPERATOR).access()), 200, "{");
  }

  @Test
  void anOperatorIsNoPartner() throws Exception {
    assertAnswer(get(PRODUCTS, tokens(desk, Visitor.OPERATOR).access()), 403, "Forbidden");
  }

  @Test
  void aPartnersUserIsNoOperator() throws Exception {
    var token = tokens(console, Visitor.PARTNERS_USER_WITH_ROLE_OPERATOR).access();

    assertAnswer(get(QUEUE, token), 403, "Forbidden");
  }

  @Test
  void anOperatorsTokenThatNamesAPartnerIsRefusedOnBothSides() throws Exception {
    var token = tokens(desk, Visitor.OPERATOR_OF_A_PARTNER).access();

    assertAnswer(get(QUEUE, token), 403, "Forbidden");
    assertAnswer(get(PRODUCTS, token), 403, "Forbidden");
  }
}
