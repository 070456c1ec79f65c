package dev.keyshelf.local.identity;

import static dev.keyshelf.local.identity.SignIns.claims;
import static dev.keyshelf.local.identity.SignIns.parametersOf;
import static dev.keyshelf.local.identity.SignIns.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sign-in page of the development issuer, and what attacks on it meet. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the field
final class SignInTest {
  private static SignIns there;

  @BeforeAll
  static void open(@TempDir Path folder) {
    there = new SignIns(folder);
  }

  @AfterAll
  static void close() {
    there.close();
  }

  private static Map<String, String> askedWith(String name, String value) {
    var asked = there.asked();
    asked.put(name, value);
    return asked;
  }

  @Test
  void aPersonPicksAPartnerAUserAndRoles() {
    var page = there.authorize(there.asked());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<label for=\"partner\">", "<label for=\"user\">", "<legend>Roles</legend>")
        .contains("A &amp; &lt;B&gt; (partner-a)", "Fabrikam (partner-b, suspended)")
        .contains("value=\"AdminAgent\" checked", "value=\"AccountAdmin\">")
        .doesNotContain("<script", "<B>");
    assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
  }

  private static Map<String, String> askedByOperators() {
    var asked = askedWith("client_id", RegisteredClient.OPERATOR_CONSOLE);
    asked.put("redirect_uri", there.gateway.baseUrl() + "/operator/signed-in");
    return asked;
  }

  @Test
  void anOperatorGivesANameOnly() {
    var page = there.authorize(askedByOperators());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<h1>Sign in to Keyshelf as an operator</h1>", "value=\"olga\"")
        .doesNotContain("<select", "<fieldset", "name=\"role\"");
  }

  @Test
  void anOperatorsTokensAreForAnotherAudienceAndNameNoPartner() {
    var asked = askedByOperators();
    // A partner and a role that somebody adds to the form count for nothing.
    var back = there.submit(there.opened(asked));
    var client =
        Map.of(
            "client_id",
            RegisteredClient.OPERATOR_CONSOLE,
            "redirect_uri",
            asked.getOrDefault("redirect_uri", ""));

    var tokens = there.redeem(parametersOf(back).getOrDefault("code", ""), client);

    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    for (var kind : List.of("access_token", "id_token")) {
      assertThat(claims(tokens, kind).getClaims())
          .containsEntry("sub", "ada")
          .containsEntry("roles", List.of("Operator"))
          .doesNotContainKeys("partner_id", "partner_name");
    }
    assertThat(claims(tokens, "access_token").getAudience()).containsExactly("keyshelf-operator");
    var renewed = there.renew(text(tokens, "refresh_token"), RegisteredClient.OPERATOR_CONSOLE);
    assertThat(claims(renewed, "access_token").getAudience()).containsExactly("keyshelf-operator");
  }

  @Test
  void aCodeForOperatorsGivesPartnersClientsNothing() {
    var asked = askedByOperators();
    var code = there.code(asked);

    assertThat(there.redeem(code).statusCode()).isEqualTo(400);
    assertThat(
            there
                .authorize(askedWith("redirect_uri", asked.getOrDefault("redirect_uri", "")))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void theClientGetsACodeThatItsVerifierRedeems() {
    var back = there.submit(there.opened(there.asked()));
    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(back.headers().firstValue("location").orElse("")).startsWith(there.redirect() + "?");
    assertThat(parametersOf(back)).containsOnlyKeys("code", "state", "iss");
    assertThat(parametersOf(back))
        .containsEntry("state", "st&te")
        .containsEntry("iss", there.issuer.url());

    var tokens = there.redeem(parametersOf(back).getOrDefault("code", ""));

    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    assertThat(tokens.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(text(tokens, "token_type")).isEqualTo("Bearer");
    assertThat(text(tokens, "expires_in")).isEqualTo("600");
    assertThat(text(tokens, "refresh_token")).isNotEmpty();
    assertThat(claims(tokens, "access_token").getClaims())
        .containsEntry("sub", "ada")
        .containsEntry("partner_id", "partner-a")
        .containsEntry("roles", List.of("AdminAgent", "GlobalAdmin"))
        .containsEntry("aud", List.of("keyshelf"))
        .containsEntry("token_use", "access")
        .containsEntry("client_id", "keyshelf-console")
        .doesNotContainKey("nonce");
    assertThat(claims(tokens, "id_token").getClaims())
        .containsEntry("sub", "ada")
        .containsEntry("aud", List.of("keyshelf-console"))
        .containsEntry("nonce", "n0nce")
        .containsEntry("partner_name", "A & <B>")
        .containsEntry("token_use", "id");
  }

  @Test
  void onlyAClientThatAsksForOfflineAccessGetsARefreshToken() {
    var tokens = there.redeem(there.code(askedWith("scope", "openid email")));

    assertThat(text(tokens, "scope")).isEqualTo("openid");
    assertThat(tokens.body()).doesNotContain("refresh_token");
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, ''",
    "client_id, another",
    "redirect_uri, ''",
    "redirect_uri, https://evil.example/",
    "redirect_uri, HTTP://localhost/signed-in",
    "redirect_uri, https://portal.example/back?tenant=7",
  })
  void neverRedirectsToAnAddressThatIsNotTheClients(String name, String value) {
    var page = there.authorize(askedWith(name, value));

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("location")).isEmpty();
    assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "?x=1", "/../d/x", "%2f", "#x", "@evil.example"})
  void comparesTheRedirectUriCharacterByCharacter(String added) {
    var page = there.authorize(askedWith("redirect_uri", there.redirect() + added));

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("location")).isEmpty();
  }

  @Test
  void refusesTwoRedirectUris() {
    var query = SignIns.encoded(there.asked());

    var page = there.get("/issuer/authorize?" + query + "&redirect_uri=https://evil.example/");

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("location")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, '', invalid_request",
    "response_type, token, unsupported_response_type",
    "response_type, code id_token, unsupported_response_type",
    "response_mode, fragment, invalid_request",
    "scope, profile, invalid_scope",
    "nonce, '', invalid_request",
    "code_challenge, '', invalid_request",
    "code_challenge, short, invalid_request",
    "code_challenge_method, '', invalid_request",
    "code_challenge_method, plain, invalid_request",
    "request, eyJhbGciOiJub25lIn0.e30., request_not_supported",
    "request_uri, https://evil.example/r, request_uri_not_supported",
    "prompt, none, login_required",
  })
  void tellsTheClientWhatIsWrong(String name, String value, String error) {
    var back = there.authorize(askedWith(name, value));

    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(back.headers().firstValue("location").orElse("")).startsWith(there.redirect() + "?");
    assertThat(parametersOf(back))
        .containsEntry("error", error)
        .containsEntry("state", "st&te")
        .containsEntry("iss", there.issuer.url());
  }

  @Test
  void requiresAState() {
    assertThat(parametersOf(there.authorize(askedWith("state", ""))))
        .containsEntry("error", "invalid_request")
        .doesNotContainKey("state");
  }

  @Test
  void addsToTheQueryOfARedirectUri() {
    var asked = there.asked();
    asked.put("client_id", SignIns.PORTAL);
    asked.put("redirect_uri", SignIns.PORTAL_REDIRECT);

    assertThat(there.authorize(asked).headers().firstValue("content-security-policy").orElse(""))
        .endsWith("form-action 'self' https://portal.example");
    assertThat(there.submit(there.opened(asked)).headers().firstValue("location").orElse(""))
        .startsWith("https://portal.example/back?tenant=7&code=");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://localhost:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, none",
  })
  void refusesAFormFromAnotherSite(String header, String value) {
    var answer = there.submit(there.opened(there.asked()), header, value);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("location")).isEmpty();
  }

  @Test
  void acceptsAFormThatTheBrowserSaysIsItsOwn() {
    var origin = there.gateway.baseUrl().toString();

    assertThat(
            there
                .submit(
                    there.opened(there.asked()), "Origin", origin, "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(303);
  }

  @Test
  void takesAFormOnceAndOnlyWithItsSecret() {
    var secret = there.opened(there.asked());

    assertThat(there.submit("invented").statusCode()).isEqualTo(400);
    assertThat(there.submit(secret).statusCode()).isEqualTo(303);
    assertThat(there.submit(secret).statusCode()).isEqualTo(400);
  }

  @Test
  void takesAFormForTenMinutes() {
    var at = there.clock.instant();
    var early = there.opened(there.asked());
    var late = there.opened(there.asked());
    there.clock.strike(at.plus(Duration.ofMinutes(10)).minusNanos(1));
    assertThat(there.submit(early).statusCode()).isEqualTo(303);
    there.clock.strike(at.plus(Duration.ofMinutes(10)));
    assertThat(there.submit(late).statusCode()).isEqualTo(400);
    there.clock.strike(at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&partner=partner-z&user=ada&role=AdminAgent",
        "&partner=partner-a&user=%20&role=AdminAgent",
        "&partner=partner-a&user=a%0Ab&role=AdminAgent",
        "&partner=partner-a&user=a%E2%80%AEb&role=AdminAgent",
        "&partner=partner-a&user=ada",
        "&partner=partner-a&user=ada&role=Owner",
      })
  void asksAgainForWhatIsWrong(String fields) {
    var again = there.post("/issuer/authorize", "form=" + there.opened(there.asked()) + fields);

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("role=\"alert\"", "<form", "name=\"form\"");
  }

  @Test
  void saysThatThereIsNoPartner() {
    var before = List.copyOf(there.partners);
    there.partners.clear();
    var page = there.authorize(there.asked());
    there.partners.addAll(before);

    assertThat(page.body()).contains("There is no partner yet", "./keyshelf import");
  }

  /** A site could point a name of its own at this machine, and read the page under that name. */
  @Test
  void answersUnderThisMachinesOwnNamesOnly() throws IOException {
    for (var path :
        List.of("/issuer/authorize?" + SignIns.encoded(there.asked()), "/issuer/jwks.json")) {
      assertThat(raw(path, "evil.example:" + there.gateway.port())).startsWith("HTTP/1.1 421 ");
      assertThat(raw(path, "localhost")).startsWith("HTTP/1.1 421 ");
      assertThat(raw(path, "127.0.0.1:" + there.gateway.port())).startsWith("HTTP/1.1 200 ");
    }
  }

  private static String raw(String path, String host) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), there.gateway.port())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(path, host)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
