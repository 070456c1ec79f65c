package dev.keyshelf.http.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.http.AuthorizedIdentity;
import dev.keyshelf.http.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedIssuersTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final long NOON = NOW.getEpochSecond();
  private static final String ONE = "https://one.example/";
  private static final String TWO = "https://two.example";

  private final TrustedIssuers trusted =
      new TrustedIssuers(
          TrustedIssuers.in(
              Map.of(
                  "KEYSHELF_TOKEN_ISSUER",
                  ONE,
                  "KEYSHELF_TOKEN_AUDIENCE",
                  "keyshelf",
                  "KEYSHELF_OPERATOR_AUDIENCE",
                  "operators",
                  "KEYSHELF_FURTHER_ISSUERS",
                  TWO + "  other")),
          issuer -> keys(issuer.equals(ONE) ? Issuing.keys() : "{\"keys\":[]}"));

  private static IssuerKeys keys(String set) {
    try {
      return IssuerKeys.of(JsonWebKeys.of(Json.read(set)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String claims(String issuer, String audience, String more) {
    return "{\"iss\":\"%s\",\"aud\":%s,\"exp\":%s%s}".formatted(issuer, audience, NOON + 60, more);
  }

  private TrustedIssuers.Checked checked(String claims) throws IOException {
    return trusted.check(Json.read(claims), NOW);
  }

  @ParameterizedTest
  @CsvSource({"RS256,r", "RS384,r", "RS512,r", "PS256,r", "PS384,r", "PS512,r", "ES256,e"})
  void verifiesEachAcceptedSignature(String algorithm, String keyId) throws IOException {
    var token = Issuing.token(algorithm, keyId, claims(ONE, "\"keyshelf\"", ""));

    assertThat(fault(token)).isEmpty();
    assertThat(fault(token.substring(0, token.indexOf('.') + 1) + "e30" + afterPayload(token)))
        .isNotEmpty();
  }

  private static String afterPayload(String token) {
    return token.substring(token.lastIndexOf('.'));
  }

  @ParameterizedTest
  @CsvSource({
    "none,r,algorithm",
    "HS256,r,algorithm",
    "HS256,o,algorithm",
    "RS256,x,no key",
    "RS256,e,no key",
    "ES256,r,no key",
    "rs256,r,algorithm",
    "ES512,e,algorithm"
  })
  void refusesAnotherAlgorithmOrKey(String algorithm, String keyId, String why) throws IOException {
    assertThat(fault(Issuing.token(algorithm, keyId, claims(ONE, "\"keyshelf\"", ""))))
        .contains(why);
  }

  @Test
  void refusesTheSignatureOfAnotherIssuer() throws IOException {
    assertThat(fault(Issuing.token("RS256", "r", claims(TWO, "\"other\"", "")))).contains("no key");
    assertThat(fault(Issuing.token("RS256", "r", claims("https://three", "\"other\"", ""))))
        .contains("another issuer");
  }

  private String fault(String token) throws IOException {
    return trusted.signatureFault(SignedToken.parse(token).orElseThrow(), NOW).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "https://one.example/; \"keyshelf\"; partner",
        "https://one.example/; [\"x\",\"keyshelf\"]; partner",
        "https://one.example/; \"operators\"; operator",
        "https://two.example; \"other\"; partner"
      })
  void tellsForWhomATokenIsByItsAudience(String issuer, String audience, String kind)
      throws IOException {
    var checked = checked(claims(issuer, audience, ""));

    assertThat(checked.faults()).isEmpty();
    assertThat(checked.kind()).contains(kind);
    assertThat(checked.expiresAt()).contains(NOW.plusSeconds(60));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "https://one.example; \"keyshelf\"; issuer",
        "https://ONE.example/; \"keyshelf\"; issuer",
        "https://one.example/; \"other\"; audience",
        "https://two.example; \"keyshelf\"; audience",
        "https://two.example; \"operators\"; audience",
        "https://one.example/; []; audience",
        "https://one.example/; [\"keyshelf\",\"operators\"]; for partners' users and for operators"
      })
  void refusesAnotherIssuerOrAudience(String issuer, String audience, String why)
      throws IOException {
    var checked = checked(claims(issuer, audience, ""));

    assertThat(checked.kind()).isEmpty();
    assertThat(checked.faults()).singleElement().asString().contains(why);
  }

  @Test
  void takesTheClientOfAnAccessTokenWithoutAudience() throws IOException {
    var claims = "{\"iss\":\"%s\",\"client_id\":\"keyshelf\",\"exp\":%s,\"token_use\":\"%s\"}";

    assertThat(checked(claims.formatted(ONE, NOON + 1, "access")).kind())
        .contains(AuthorizedIdentity.PARTNER);
    assertThat(checked(claims.formatted(ONE, NOON + 1, "id")).kind()).isEmpty();
    assertThat(
            checked(claims(ONE, "\"x\"", ",\"client_id\":\"keyshelf\",\"token_use\":\"access\""))
                .kind())
        .isEmpty();
  }

  @Test
  void isValidToTheExactSecond() throws IOException {
    assertThat(times(NOON, NOON, NOON + 1).faults()).isEmpty();
    assertThat(times(NOON, NOON, NOON).faults()).singleElement().asString().contains("expired");
    assertThat(times(NOON + 1, NOON, NOON + 9).faults())
        .singleElement()
        .asString()
        .contains("(nbf)");
    assertThat(times(NOON, NOON + 1, NOON + 9).faults())
        .singleElement()
        .asString()
        .contains("(iat)");
  }

  private TrustedIssuers.Checked times(long from, long issued, long until) throws IOException {
    return checked(
        "{\"iss\":\"%s\",\"aud\":\"keyshelf\",\"nbf\":%s,\"iat\":%s,\"exp\":%s}"
            .formatted(ONE, from, issued, until));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2000000000\"", "null", "[2000000000]", "-1e17"})
  void refusesATokenWithoutAnExpiryInSeconds(String expiry) throws IOException {
    assertThat(
            checked("{\"iss\":\"%s\",\"aud\":\"keyshelf\",\"exp\":%s}".formatted(ONE, expiry))
                .faults())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a.b",
        "a.b.",
        "a.b.c",
        "e30.e30.",
        "e30.e30.c.d",
        "e30.W10.c",
        "W10.e30.c",
        "eyJjcml0IjpbImIiXX0.e30.c",
        "e30.e30.c=",
        "e30 .e30.c"
      })
  void isNoTokenInAnotherForm(String text) {
    assertThat(SignedToken.parse(text)).isEmpty();
  }

  @Test
  void readsTheTokenOfAHeaderWithAndWithoutItsScheme() {
    assertThat(SignedToken.inHeader("Bearer a.b.c")).isEqualTo("a.b.c");
    assertThat(SignedToken.inHeader("bearer  a.b.c ")).isEqualTo("a.b.c");
    assertThat(SignedToken.inHeader("a.b.c")).isEqualTo("a.b.c");
    assertThat(SignedToken.parse(SignedToken.inHeader("Bearer a.b.c,Bearer d.e.f"))).isEmpty();
  }

  @Test
  void refusesHalfAPairOfIssuerAndAudience() {
    assertThatThrownBy(
            () -> TrustedIssuers.in(Map.of("KEYSHELF_FURTHER_ISSUERS", "https://a x https://b")))
        .hasMessageContaining("FurtherIssuers");
  }

  @Test
  void trustsNobodyWithoutAnAudience() {
    assertThat(TrustedIssuers.in(Map.of("KEYSHELF_TOKEN_ISSUER", ONE))).isEqualTo(List.of());
  }
}
