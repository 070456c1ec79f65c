package dev.keyshelf.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve --issuer --audience} with the tokens of a third party's OpenID Connect issuer. */
@SuppressWarnings("NullAway.Init") // set before all tests
final class AnotherIssuerTest {
  private static final String NAME = "reseller";
  private static final String AUDIENCE = "keyshelf";

  private static MockOAuth2Server issuer;
  private static Serving serving;
  private static HttpClient http;

  @BeforeAll
  static void serve(@TempDir Path data) throws Exception {
    http = HttpClient.newHttpClient();
    issuer = new MockOAuth2Server();
    issuer.start();
    serving =
        Serving.start(data, "--issuer", issuer.issuerUrl(NAME).toString(), "--audience", AUDIENCE);
  }

  @AfterAll
  static void close() {
    http.close();
    serving.close();
    issuer.shutdown();
  }

  private static String token(String name, String audience, Map<String, Object> claims) {
    return issuer.issueToken(name, "ada@contoso.example", audience, claims).serialize();
  }

  private static HttpResponse<String> products(String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(serving.address() + "/v1/catalog/products?market=US"))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void acceptsATokenWithAPartnerAndARole() throws Exception {
    var claims = Map.<String, Object>of("partner_id", "partner-a", "roles", List.of("AdminAgent"));

    var answer = products(token(NAME, AUDIENCE, claims));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("windows-server-2019");
  }

  @Test
  void refusesATokenWithoutARole() throws Exception {
    var answer = products(token(NAME, AUDIENCE, Map.of("partner_id", "partner-a")));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("role-required");
  }

  @Test
  void refusesATokenForAnotherAudience() throws Exception {
    var claims = Map.<String, Object>of("partner_id", "partner-a", "roles", List.of("AdminAgent"));

    assertThat(products(token(NAME, "another", claims)).statusCode()).isEqualTo(401);
  }

  @Test
  void refusesATokenOfAnotherIssuerOnTheSameHost() throws Exception {
    var claims = Map.<String, Object>of("partner_id", "partner-a", "roles", List.of("AdminAgent"));

    assertThat(products(token("another", AUDIENCE, claims)).statusCode()).isEqualTo(401);
  }

  @Test
  void saysInOneLineThatTheIssuerCannotBeReached(@TempDir Path data) throws Exception {
    // No server listens on this port.
    var nowhere = "http://localhost:9/reseller";

    assertThat(Serving.refusal(data, "--issuer", nowhere, "--audience", AUDIENCE))
        .last()
        .asString()
        .startsWith("keyshelf: ")
        .contains(nowhere);
  }
}
