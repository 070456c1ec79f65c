package dev.keyshelf.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keyshelf.local.contract.AnotherApi;
import dev.keyshelf.local.gateway.Authorizer;
import dev.keyshelf.local.gateway.GatewayFixture;
import dev.keyshelf.local.handlers.EchoHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@AnotherApi
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, @BeforeAll the other fields
@Isolated
final class JwtAuthorizerTest {
  private static final String BASE = "http://localhost:3000";

  @TempDir private static Path folder;
  private static DevelopmentIssuer issuer;
  private static GatewayFixture gateway;
  private static RSAKey publicKey;

  @BeforeAll
  static void start() {
    issuer =
        DevelopmentIssuer.open(
            folder.resolve("issuer.json"), BASE, "keyshelf", "keyshelf-operator");
    publicKey = issuer.publicKeys().getKeys().getFirst().toRSAKey();
    gateway =
        new GatewayFixture(
            new JwtAuthorizer(
                issuer.url(),
                "keyshelf",
                new ImmutableJWKSet<>(issuer.publicKeys()),
                Clock.systemUTC()));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  private static Date inSeconds(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .audience("keyshelf")
        .subject("ada")
        .claim("partner_id", "contoso")
        .claim("roles", List.of("AdminAgent"))
        .claim("token_use", "access")
        .issueTime(inSeconds(0))
        .notBeforeTime(inSeconds(0))
        .expirationTime(inSeconds(600))
        .jwtID(UUID.randomUUID().toString());
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .type(new JOSEObjectType("at+jwt"))
        .keyID(publicKey.getKeyID());
  }

  private static String tokenWith(UnaryOperator<JWTClaimsSet.Builder> change) {
    return issuer.sign(header().build(), change.apply(claims()).build());
  }

  private static int statusFor(String... authorization) throws Exception {
    var request = gateway.request("/v1/customers/c1");
    for (String value : authorization) {
      request.header("Authorization", value);
    }
    return gateway.send(request).statusCode();
  }

  private static void assertRefused(String... authorization) throws Exception {
    int before = EchoHandler.CALLS.get();

    assertThat(statusFor(authorization)).isEqualTo(401);
    assertThat(EchoHandler.CALLS.get()).isEqualTo(before);
  }

  private static void assertTokenRefused(String token) throws Exception {
    assertRefused("Bearer " + token);
  }

  private static String base64(String json) {
    return Base64URL.encode(json).toString();
  }

  @Test
  void admitsTheDevelopmentIssuersToken() throws Exception {
    String token =
        issuer.token(
            "contoso",
            "ada",
            List.of("AdminAgent", "GlobalAdmin"),
            DevelopmentIssuer.TOKEN_LIFETIME);

    var event =
        gateway.eventOf(
            gateway.request("/v1/customers/c1").header("Authorization", "bearer " + token));

    var received = event.at("/requestContext/authorizer/jwt/claims");
    assertThat(received.at("/partner_id").textValue()).isEqualTo("contoso");
    assertThat(received.at("/sub").textValue()).isEqualTo("ada");
    assertThat(received.at("/roles").textValue()).isEqualTo("[AdminAgent GlobalAdmin]");
    assertThat(received.at("/exp").textValue()).matches("\\d{10}");
  }

  @Test
  void refusesARequestWithoutAToken() throws Exception {
    assertRefused();
    assertRefused("Bearer");
    assertRefused("Bearer  ");
  }

  @Test
  void acceptsATokenWithoutAScheme() throws Exception {
    assertThat(statusFor(tokenWith(claims -> claims))).isEqualTo(200);
  }

  @Test
  void refusesOtherSchemes() throws Exception {
    assertRefused("Basic YWRhOmFkYQ==");
    assertRefused("DPoP " + tokenWith(claims -> claims));
  }

  @Test
  void refusesTwoAuthorizationHeaders() throws Exception {
    String good = "Bearer " + tokenWith(claims -> claims);

    assertRefused(good, good);
    assertRefused(good + ", " + good);
  }

  @Test
  void refusesUnsignedTokens() throws Exception {
    for (String algorithm : List.of("none", "nOnE", "RS256")) {
      String unsigned =
          base64("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, publicKey.getKeyID()))
              + "."
              + base64(claims().build().toString())
              + ".";

      assertTokenRefused(unsigned);
      assertTokenRefused(unsigned + "AA");
    }
  }

  @Test
  void refusesATokenSignedWithThePublicKeyAsASecret() throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(publicKey.getKeyID()).build(),
            claims().build());
    token.sign(new MACSigner(publicKey.toRSAPublicKey().getEncoded()));

    assertTokenRefused(token.serialize());
  }

  @Test
  void refusesAnotherIssuersKeyUnderOurKeyId(@TempDir Path elsewhere) throws Exception {
    Path theirs = elsewhere.resolve("issuer.json");
    Files.writeString(theirs, anyRsaKey().toJSONString());
    DevelopmentIssuer forger =
        DevelopmentIssuer.open(theirs, BASE, "keyshelf", "keyshelf-operator");

    assertTokenRefused(forger.sign(header().build(), claims().build()));
    assertTokenRefused(
        forger.sign(
            header().jwk(forger.publicKeys().getKeys().getFirst()).build(), claims().build()));
    assertTokenRefused(
        forger.token("contoso", "ada", List.of("AdminAgent"), DevelopmentIssuer.TOKEN_LIFETIME));
  }

  @Test
  void refusesATokenWithoutAKeyId() throws Exception {
    assertTokenRefused(
        issuer.sign(new JWSHeader.Builder(JWSAlgorithm.RS256).build(), claims().build()));
  }

  @Test
  void refusesAnEditedPayload() throws Exception {
    String[] parts = tokenWith(claims -> claims).split("\\.", -1);
    String edited = claims().claim("partner_id", "fabrikam").build().toString();

    assertTokenRefused(parts[0] + "." + base64(edited) + "." + parts[2]);
  }

  @Test
  void refusesAnExpiredToken() throws Exception {
    assertTokenRefused(tokenWith(claims -> claims.expirationTime(inSeconds(-1))));
  }

  @Test
  void refusesATokenWithoutAnExpiry() throws Exception {
    assertTokenRefused(tokenWith(claims -> claims.expirationTime(null)));
  }

  @Test
  void refusesATokenBeforeItIsValid() throws Exception {
    assertTokenRefused(tokenWith(claims -> claims.notBeforeTime(inSeconds(25))));
    assertTokenRefused(tokenWith(claims -> claims.issueTime(inSeconds(25))));
  }

  /** Returns a key that names no algorithm. */
  private static RSAKey anyRsaKey() throws JOSEException {
    return new RSAKeyGenerator(2048).keyID("any").generate();
  }

  private static Authorizer.Verdict verdictOn(JWSAlgorithm algorithm, JWK key, JWSSigner signer)
      throws JOSEException {
    var token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID("any").build(), claims().build());
    token.sign(signer);
    return new JwtAuthorizer(
            issuer.url(),
            "keyshelf",
            new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK())),
            Clock.systemUTC())
        .authorize(List.of("Bearer " + token.serialize()));
  }

  @Test
  void acceptsEveryRsaAlgorithm() throws Exception {
    var key = anyRsaKey();
    for (var algorithm :
        List.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512)) {
      assertThat(verdictOn(algorithm, key, new RSASSASigner(key)))
          .as(algorithm.getName())
          .isInstanceOf(Authorizer.Verdict.Admitted.class);
    }
  }

  @Test
  void acceptsNoOtherAlgorithm() throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).keyID("any").generate();

    assertThat(verdictOn(JWSAlgorithm.ES256, key, new ECDSASigner(key)))
        .isInstanceOf(Authorizer.Verdict.Refused.class);
  }

  @Test
  void refusesAnotherIssuer() throws Exception {
    assertTokenRefused(tokenWith(claims -> claims.issuer("http://localhost:3001/issuer")));
    assertTokenRefused(tokenWith(claims -> claims.issuer(issuer.url() + "/")));
    assertTokenRefused(tokenWith(claims -> claims.issuer("http://lοcalhost:3000/issuer")));
    assertTokenRefused(tokenWith(claims -> claims.issuer(null)));
  }

  @Test
  void refusesAnotherAudience() throws Exception {
    assertTokenRefused(tokenWith(claims -> claims.audience("somebody-else")));
    assertTokenRefused(tokenWith(claims -> claims.audience((String) null)));
  }

  @Test
  void acceptsTheClientIdOnlyInPlaceOfAnAudience() throws Exception {
    assertThat(
            statusFor(
                "Bearer "
                    + tokenWith(
                        claims -> claims.audience((String) null).claim("client_id", "keyshelf"))))
        .isEqualTo(200);
    assertTokenRefused(
        tokenWith(claims -> claims.audience("somebody-else").claim("client_id", "keyshelf")));
  }

  @Test
  void admitsIdTokensThatTheFunctionsRefuse() throws Exception {
    assertThat(statusFor("Bearer " + tokenWith(claims -> claims.claim("token_use", "id"))))
        .isEqualTo(200);
    assertThat(statusFor("Bearer " + tokenWith(claims -> claims.claim("nonce", "n"))))
        .isEqualTo(200);
    assertThat(
            statusFor(
                "Bearer "
                    + issuer.sign(
                        header().type(new JOSEObjectType("id+jwt")).build(), claims().build())))
        .isEqualTo(200);
  }

  @Test
  void refusesEncryptedTokens() throws Exception {
    EncryptedJWT token =
        new EncryptedJWT(
            new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                .keyID(publicKey.getKeyID())
                .build(),
            claims().build());
    token.encrypt(new RSAEncrypter(publicKey));

    assertTokenRefused(token.serialize());
  }

  @Test
  void refusesTokensOverEightKilobytes() throws Exception {
    String token = tokenWith(claims -> claims.claim("padding", "x".repeat(6_500)));

    assertThat(token.length()).isGreaterThan(8 * 1024);
    assertTokenRefused(token);
  }

  @Test
  void refusesCharactersThatDoNotBelongInAToken() throws Exception {
    assertTokenRefused(tokenWith(claims -> claims) + "!");
    assertTokenRefused(tokenWith(claims -> claims) + ".e30");
  }

  @Test
  void flattensDeeplyNestedClaims() throws Exception {
    Object nested = "end";
    for (int depth = 0; depth < 50; depth++) {
      nested = Map.of("a", nested);
    }
    Object deep = nested;

    assertThat(statusFor("Bearer " + tokenWith(claims -> claims.claim("deep", deep))))
        .isEqualTo(200);
  }

  @Test
  void letsOnlyTheOwnerReadItsKey() throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("issuer.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsItsKeyOverARestart() {
    DevelopmentIssuer again =
        DevelopmentIssuer.open(
            folder.resolve("issuer.json"), BASE, "keyshelf", "keyshelf-operator");

    assertThat(again.publicKeys().toString()).isEqualTo(issuer.publicKeys().toString());
  }

  @Test
  void publishesNoPrivateKey() {
    assertThat(issuer.documents().get("/issuer/jwks.json"))
        .contains("\"kid\"")
        .doesNotContain("\"d\"");
  }
}
