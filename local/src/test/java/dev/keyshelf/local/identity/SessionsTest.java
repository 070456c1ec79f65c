package dev.keyshelf.local.identity;

import static dev.keyshelf.local.identity.SignIns.claims;
import static dev.keyshelf.local.identity.SignIns.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes, refresh tokens and sign-outs of the development issuer. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the field
final class SessionsTest {
  private static SignIns there;

  @BeforeAll
  static void open(@TempDir Path folder) {
    there = new SignIns(folder);
  }

  @AfterAll
  static void close() {
    there.close();
  }

  private static void assertRefused(HttpResponse<String> answer, String error) {
    assertThat(text(answer, "error")).as(answer.body()).isEqualTo(error);
    assertThat(answer.statusCode()).isEqualTo(error.equals("invalid_client") ? 401 : 400);
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(answer.body()).doesNotContain("access_token");
  }

  private static HttpResponse<String> signedIn() {
    return there.redeem(there.code(there.asked()));
  }

  @ParameterizedTest
  @CsvSource({
    "code_verifier, another-verifier-that-the-console-did-not-choose, invalid_grant",
    "code_verifier, '', invalid_request",
    "client_id, portal, invalid_grant",
    "client_id, unknown, invalid_client",
    "redirect_uri, https://portal.example/back?tenant=7, invalid_grant",
    "redirect_uri, '', invalid_request",
    "code, invented, invalid_grant",
    "grant_type, password, unsupported_grant_type",
    "grant_type, '', invalid_request",
  })
  void redeemsACodeOnlyForItsClientAndVerifier(String name, String value, String error) {
    assertRefused(there.redeem(there.code(there.asked()), Map.of(name, value)), error);
  }

  @Test
  void aRefusedAttemptUsesACodeUp() {
    var code = there.code(there.asked());
    there.redeem(code, Map.of("code_verifier", "guessed"));

    assertRefused(there.redeem(code), "invalid_grant");
  }

  @Test
  void aCodeExpiresAfterSixtySeconds() {
    var at = there.clock.instant();
    var early = there.code(there.asked());
    var late = there.code(there.asked());
    there.clock.strike(at.plus(Duration.ofSeconds(60)).minusNanos(1));
    assertThat(there.redeem(early).statusCode()).isEqualTo(200);
    there.clock.strike(at.plus(Duration.ofSeconds(60)));
    assertRefused(there.redeem(late), "invalid_grant");
    there.clock.strike(at);
  }

  @Test
  void aSecondUseOfACodeRevokesWhatTheFirstGave() {
    var code = there.code(there.asked());
    var first = there.redeem(code);
    assertRefused(there.redeem(code), "invalid_grant");

    assertRefused(there.renew(text(first, "refresh_token")), "invalid_grant");
  }

  @Test
  void aRefreshTokenIsReplacedWithEachUse() {
    var first = signedIn();

    var second = there.renew(text(first, "refresh_token"));
    var third = there.renew(text(second, "refresh_token"));

    assertThat(third.statusCode()).as(third.body()).isEqualTo(200);
    assertThat(text(third, "refresh_token"))
        .isNotEqualTo(text(second, "refresh_token"))
        .isNotEqualTo(text(first, "refresh_token"));
    assertThat(claims(third, "access_token").getClaims())
        .containsEntry("partner_id", "partner-a")
        .containsEntry("roles", List.of("AdminAgent", "GlobalAdmin"));
    assertThat(claims(third, "id_token").getClaims())
        .containsEntry("auth_time", claims(first, "id_token").getClaim("auth_time"))
        .containsEntry("sid", claims(first, "id_token").getClaim("sid"))
        .doesNotContainKey("nonce");
  }

  @Test
  void theReuseOfARefreshTokenEndsItsSession() {
    var first = text(signedIn(), "refresh_token");
    var second = text(there.renew(first), "refresh_token");
    var third = text(there.renew(second), "refresh_token");

    assertRefused(there.renew(first), "invalid_grant");
    assertRefused(there.renew(third), "invalid_grant");
  }

  @Test
  void aReplacedRefreshTokenIsTakenAgainUntilItsSuccessorIsUsed() {
    var first = text(signedIn(), "refresh_token");
    there.renew(first);
    there.renew(first);
    var third = there.renew(first);
    assertThat(third.statusCode()).as(third.body()).isEqualTo(200);
    assertThat(there.renew(text(third, "refresh_token")).statusCode()).isEqualTo(200);

    assertRefused(there.renew(first), "invalid_grant");
  }

  @Test
  void aReplacedRefreshTokenIsTakenAgainForSixtySecondsOnly() {
    var at = there.clock.instant();
    var first = text(signedIn(), "refresh_token");
    there.renew(first);
    there.clock.strike(at.plus(Duration.ofSeconds(60)).minusNanos(1));
    var next = text(there.renew(first), "refresh_token");
    there.clock.strike(at.plus(Duration.ofSeconds(60)));
    assertRefused(there.renew(first), "invalid_grant");
    assertRefused(there.renew(next), "invalid_grant");
    there.clock.strike(at);
  }

  @Test
  void aSuccessorThatWasReplacedUnusedEndsTheSessionWhenItAppears() {
    var first = text(signedIn(), "refresh_token");
    var stolen = text(there.renew(first), "refresh_token");
    var mine = text(there.renew(first), "refresh_token");

    assertRefused(there.renew(stolen), "invalid_grant");
    assertRefused(there.renew(mine), "invalid_grant");
  }

  @Test
  void anotherClientsUseOfARefreshTokenEndsItsSession() {
    var token = text(signedIn(), "refresh_token");

    assertRefused(there.renew(token, SignIns.PORTAL), "invalid_grant");
    assertRefused(there.renew(token), "invalid_grant");
  }

  @Test
  void aSessionEndsAfterTwelveHours() {
    var at = there.clock.instant();
    var token = text(signedIn(), "refresh_token");
    there.clock.strike(at.plus(Duration.ofHours(12)).minusNanos(1));
    var next = text(there.renew(token), "refresh_token");
    there.clock.strike(at.plus(Duration.ofHours(12)));
    assertRefused(there.renew(next), "invalid_grant");
    there.clock.strike(at);
  }

  @Test
  void refusesAGrantThatIsNoForm() {
    assertRefused(
        there.post("/issuer/token", "{}", "Content-Type", "application/json"), "invalid_request");
    assertRefused(
        there.post("/issuer/token", "client_id=keyshelf-console&client_id=portal"),
        "invalid_request");
    assertThat(there.get("/issuer/token").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> signOut(String... parameters) {
    var query = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      query
          .append(i == 0 ? "" : "&")
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return there.get("/issuer/end-session?" + query);
  }

  @Test
  void aSignOutEndsTheSessionAndLeadsBackToTheClient() {
    var tokens = signedIn();
    var home = there.gateway.baseUrl() + "/signed-out";

    var left =
        signOut(
            "id_token_hint",
            text(tokens, "id_token"),
            "post_logout_redirect_uri",
            home,
            "state",
            "s");

    assertThat(left.statusCode()).isEqualTo(303);
    assertThat(left.headers().firstValue("location")).hasValue(home + "?state=s");
    assertRefused(there.renew(text(tokens, "refresh_token")), "invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({
    "keyshelf-console, https://evil.example/",
    "keyshelf-console, https://portal.example/bye",
    "portal, http://localhost/",
    "unknown, https://portal.example/bye",
  })
  void aSignOutNeverLeadsToAnAddressThatIsNotTheClients(String client, String uri) {
    for (var hint : List.of("", text(signedIn(), "id_token"))) {
      var left =
          hint.isEmpty()
              ? signOut("client_id", client, "post_logout_redirect_uri", uri)
              : signOut(
                  "client_id", client, "post_logout_redirect_uri", uri, "id_token_hint", hint);

      assertThat(left.statusCode()).isEqualTo(200);
      assertThat(left.headers().firstValue("location")).isEmpty();
      assertThat(left.body()).contains("You are signed out");
    }
  }

  @Test
  void aSignOutNeedsAnIdTokenOfTheIssuerToEndASession() {
    var tokens = signedIn();
    var forged = text(tokens, "id_token").replaceFirst("[^.]*$", "AAAA");
    signOut("id_token_hint", forged);
    signOut("id_token_hint", text(tokens, "access_token"));
    signOut("client_id", SignIns.CONSOLE);

    assertThat(there.renew(text(tokens, "refresh_token")).statusCode()).isEqualTo(200);
  }

  @Test
  void theApiAdmitsTheAccessTokenAndNotTheIdToken() {
    var tokens = signedIn();
    var authorizer =
        new JwtAuthorizer(
            there.issuer.url(),
            there.issuer.audience(),
            new ImmutableJWKSet<>(there.issuer.publicKeys()),
            Clock.fixed(claims(tokens, "access_token").getIssueTime().toInstant(), ZoneOffset.UTC));

    assertThat(authorizer.authorize(List.of("Bearer " + text(tokens, "access_token"))))
        .isInstanceOf(Verdict.Admitted.class);
    assertThat(authorizer.authorize(List.of("Bearer " + text(tokens, "id_token"))))
        .isInstanceOf(Verdict.Refused.class);
  }
}
