package dev.keyshelf.customers.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.http.ClaimSettings;
import dev.keyshelf.http.ClaimSettings.Written;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.jwt.TrustedIssuers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks what the authorizer passes on for tokens of the shapes that common issuers make. */
class AuthorizeTokenHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final long END = NOW.getEpochSecond() + 600;
  private static final String ENTRA = "https://login.example/t/v2.0";
  private static final String OTHER = "https://other.example";
  private static final String MAP = "{\"Keyshelf Admins\":[\"AdminAgent\",\"GlobalAdmin\"]}";
  private static final String PARTNERS_ROUTE = "GET /v1/customers";
  private static final String OPERATORS_ROUTE = "GET /v1/operator/alarms";
  private static final Signer SIGNER = new Signer();
  private static final Signer ANOTHER = new Signer();

  private final List<String> tenantsLookedFor = new ArrayList<>();
  private Written written = Written.NOTHING;

  private JsonNode answered(String token, String routeKey) throws IOException {
    var issuers =
        new TrustedIssuers(
            TrustedIssuers.in(
                Map.of(
                    "KEYSHELF_TOKEN_ISSUER",
                    ENTRA,
                    "KEYSHELF_TOKEN_AUDIENCE",
                    "api",
                    "KEYSHELF_OPERATOR_AUDIENCE",
                    "operators",
                    "KEYSHELF_FURTHER_ISSUERS",
                    OTHER + " their-api")),
            issuer -> issuer.equals(ENTRA) ? SIGNER.keys() : ANOTHER.keys());
    var judge =
        new TokenJudge(
            issuers,
            ClaimSettings.of(written),
            tenant -> {
              tenantsLookedFor.add(tenant);
              return tenant.equals("tenant-a") ? PartnerId.parse("partner-a") : Optional.empty();
            });
    var event = Json.object();
    event.putArray("identitySource").add("Bearer " + token);
    event.put("routeKey", routeKey);
    event.putObject("requestContext").put("requestId", "r-1");
    var output = new ByteArrayOutputStream();
    new AuthorizeTokenHandler(judge, () -> NOW)
        .answer(
            new ByteArrayInputStream(Json.write(event).getBytes(StandardCharsets.UTF_8)), output);
    return Json.read(output.toString(StandardCharsets.UTF_8));
  }

  private JsonNode passed(String claims) throws IOException {
    var answer =
        answered(
            SIGNER.token(
                "{\"iss\":\"%s\",\"aud\":\"api\",\"exp\":%s,%s}".formatted(ENTRA, END, claims)),
            PARTNERS_ROUTE);
    assertThat(answer.path("isAuthorized").asBoolean()).as(answer.toString()).isTrue();
    return answer.path("context");
  }

  private void assertRefused(String token, String routeKey) throws IOException {
    var answer = answered(token, routeKey);

    assertThat(Json.write(answer)).isEqualTo("{\"isAuthorized\":false}");
  }

  @Test
  void passesTheThreeClaimsOn() throws IOException {
    var context =
        passed(
            "\"sub\":\"ada\",\"partner_id\":\"partner-a\",\"roles\":[\"AdminAgent\"],\"email\":\"a@b\"");

    assertThat(Json.write(context))
        .isEqualTo(
            "{\"expiresAt\":\"%s\",\"kind\":\"partner\",\"name\":\"a@b\",\"partner\":\"partner-a\",\"roles\":\"[\\\"AdminAgent\\\"]\",\"user\":\"ada\"}"
                .formatted(END));
  }

  @Test
  void findsThePartnerOfATenantOfEntraId() throws IOException {
    written = new Written("tid", "tenant", "", "oid", "", "");

    var context =
        passed("\"tid\":\"tenant-a\",\"oid\":\"o-1\",\"sub\":\"s\",\"roles\":[\"GlobalAdmin\"]");

    assertThat(context.path("partner").asText()).isEqualTo("partner-a");
    assertThat(context.path("user").asText()).isEqualTo("o-1");
    assertRefused(
        SIGNER.token(
            "{\"iss\":\"%s\",\"aud\":\"api\",\"exp\":%s,\"tid\":\"partner-a\",\"oid\":\"o\"}"
                .formatted(ENTRA, END)),
        PARTNERS_ROUTE);
  }

  @Test
  void looksForTheTenantOfASignedTokenOnly() throws IOException {
    written = new Written("tid", "tenant", "", "", "", "");
    var claims =
        "{\"iss\":\"%s\",\"aud\":\"api\",\"exp\":%s,\"sub\":\"ada\",\"tid\":\"tenant-a\"}"
            .formatted(ENTRA, END);

    assertRefused(ANOTHER.token(claims), PARTNERS_ROUTE);
    assertThat(tenantsLookedFor).isEmpty();
    answered(SIGNER.token(claims), PARTNERS_ROUTE);
    assertThat(tenantsLookedFor).containsExactly("tenant-a");
  }

  @Test
  void looksForNoTenantIfTheTokenNamesThePartner() throws IOException {
    passed("\"sub\":\"ada\",\"partner_id\":\"partner-a\"");

    assertThat(tenantsLookedFor).isEmpty();
  }

  @Test
  void readsCognitosTokenWithoutAudience() throws IOException {
    written = new Written("custom:partner", "", "cognito:groups", "username", "", MAP);
    var claims =
        "{\"iss\":\"%s\",\"client_id\":\"api\",\"exp\":%s,\"token_use\":\"%s\",\"sub\":\"s\",\"username\":\"ada\",\"custom:partner\":\"partner-a\",\"cognito:groups\":[\"Keyshelf"
            + " Admins\",\"eu\"]}";

    var context = answered(SIGNER.token(claims.formatted(ENTRA, END, "access")), PARTNERS_ROUTE);

    assertThat(context.at("/context/roles").asText()).isEqualTo("[\"AdminAgent\",\"GlobalAdmin\"]");
    assertThat(context.at("/context/application").asText()).isEqualTo("api");
    assertRefused(SIGNER.token(claims.formatted(ENTRA, END, "id")), PARTNERS_ROUTE);
  }

  @Test
  void readsNamespacedAndNestedClaims() throws IOException {
    written =
        new Written("https://keyshelf.example/partner", "", "/realm_access/roles", "", "", "");

    var context =
        passed(
            "\"sub\":\"auth0|1\",\"https://keyshelf.example/partner\":\"partner-a\",\"realm_access\":{\"roles\":[\"AdminAgent\"]}");

    assertThat(context.path("roles").asText()).isEqualTo("[\"AdminAgent\"]");
  }

  @Test
  void makesNoRoleOfAWordInANameWithBlanks() throws IOException {
    var context = passed("\"sub\":\"ada\",\"partner_id\":\"p\",\"roles\":[\"Former AdminAgent\"]");

    assertThat(context.path("roles").asText()).isEqualTo("[\"Former AdminAgent\"]");
  }

  @Test
  void acceptsEachIssuerForItsOwnAudienceOnly() throws IOException {
    var claims = "{\"iss\":\"%s\",\"aud\":\"%s\",\"exp\":%s,\"sub\":\"ada\",\"partner_id\":\"p\"}";

    assertThat(
            answered(ANOTHER.token(claims.formatted(OTHER, "their-api", END)), PARTNERS_ROUTE)
                .path("isAuthorized")
                .asBoolean())
        .isTrue();
    assertRefused(ANOTHER.token(claims.formatted(OTHER, "api", END)), PARTNERS_ROUTE);
    assertRefused(ANOTHER.token(claims.formatted(ENTRA, "api", END)), PARTNERS_ROUTE);
    assertRefused(SIGNER.token(claims.formatted(OTHER, "their-api", END)), PARTNERS_ROUTE);
  }

  @Test
  void letsOperatorsOnTheirRoutesOnly() throws IOException {
    var operator =
        SIGNER.token(
            "{\"iss\":\"%s\",\"aud\":\"operators\",\"exp\":%s,\"sub\":\"olga\",\"roles\":[\"Operator\",\"AdminAgent\"]}"
                .formatted(ENTRA, END));

    var answer = answered(operator, OPERATORS_ROUTE);

    assertThat(answer.at("/context/kind").asText()).isEqualTo("operator");
    assertThat(answer.at("/context/roles").asText()).isEqualTo("[\"Operator\"]");
    assertRefused(operator, PARTNERS_ROUTE);
  }

  @Test
  void neverPassesTheOperatorsRoleOnForAPartner() throws IOException {
    var claims = "\"sub\":\"ada\",\"partner_id\":\"p\",\"roles\":[\"Operator\",\"AdminAgent\"]";

    assertThat(passed(claims).path("roles").asText()).isEqualTo("[\"AdminAgent\"]");
    assertRefused(
        SIGNER.token(
            "{\"iss\":\"%s\",\"aud\":\"api\",\"exp\":%s,%s}".formatted(ENTRA, END, claims)),
        OPERATORS_ROUTE);
  }

  @Test
  void refusesAnOperatorsTokenThatNamesAPartner() throws IOException {
    var claims = "{\"iss\":\"%s\",\"aud\":\"operators\",\"exp\":%s,\"sub\":\"olga\",%s}";

    assertRefused(
        SIGNER.token(claims.formatted(ENTRA, END, "\"partner_id\":\"p\"")), OPERATORS_ROUTE);

    written = new Written("tid", "tenant", "", "", "", "");
    assertRefused(
        SIGNER.token(claims.formatted(ENTRA, END, "\"tid\":\"tenant-a\"")), OPERATORS_ROUTE);
    var own = SIGNER.token(claims.formatted(ENTRA, END, "\"tid\":\"our-own\""));
    assertThat(answered(own, OPERATORS_ROUTE).path("isAuthorized").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sub\":\"ada\"",
        "\"partner_id\":\"p\"",
        "\"sub\":\"ada\",\"partner_id\":\"keyshelf\"",
        "\"sub\":\"ada\",\"partner_id\":\"../p\"",
        "\"sub\":\"a\\u202en\",\"partner_id\":\"p\"",
        "\"sub\":\"ada\",\"partner_id\":\"p\",\"at_hash\":\"h\"",
        "\"sub\":\"ada\",\"partner_id\":\"p\",\"nbf\":4000000000"
      })
  void refusesATokenThatNamesNoUserOfAPartner(String claims) throws IOException {
    assertRefused(
        SIGNER.token(
            "{\"iss\":\"%s\",\"aud\":\"api\",\"exp\":%s,%s}".formatted(ENTRA, END, claims)),
        PARTNERS_ROUTE);
  }

  @Test
  void refusesTheTokenOfTheSampleEvent() throws IOException {
    var event = Path.of("../../events/authorize-token.json");

    var token = Json.read(Files.readString(event)).at("/headers/authorization").asText();

    assertThat(token).startsWith("Bearer ");
    assertRefused(token.substring("Bearer ".length()), PARTNERS_ROUTE);
  }

  @Test
  void failsIfTheIssuersKeysCannotBeRead() {
    var issuers =
        new TrustedIssuers(
            TrustedIssuers.in(
                Map.of("KEYSHELF_TOKEN_ISSUER", ENTRA, "KEYSHELF_TOKEN_AUDIENCE", "api")),
            _ ->
                (_, _, _) -> {
                  throw new IOException("no answer");
                });
    var judge = new TokenJudge(issuers, ClaimSettings.DEFAULT, _ -> Optional.empty());

    assertThatThrownBy(() -> judge.judge(SIGNER.token("{\"iss\":\"%s\"}".formatted(ENTRA)), NOW))
        .isInstanceOf(IOException.class);
  }
}
