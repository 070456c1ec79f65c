package dev.keyshelf.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.file.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An OpenID Connect issuer for development. It has one RSA key in a file, issues tokens to any user
 * of this machine, and publishes the two documents with which an authorizer verifies them.
 */
public final class DevelopmentIssuer {
  /** The default lifetime of a token. */
  public static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

  /** The lifetime of a session's tokens. An ended session's access token works until then. */
  static final Duration SESSION_TOKEN_LIFETIME = Duration.ofMinutes(10);

  private static final String PARTNER = "partner_id";

  private final RSAKey key;
  private final String url;
  private final String audience;
  private final String operatorAudience;

  /** Made at its first use. It takes as long as all else that starts a machine. */
  private static final class NewKey {
    private static final String TEXT = text();

    private static String text() {
      try {
        return new RSAKeyGenerator(2048)
            .algorithm(JWSAlgorithm.RS256)
            .keyUse(KeyUse.SIGNATURE)
            .keyIDFromThumbprint(true)
            .generate()
            .toJSONString();
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private DevelopmentIssuer(RSAKey key, String url, String audience, String operatorAudience) {
    this.key = key;
    this.url = url;
    this.audience = audience;
    this.operatorAudience = operatorAudience;
  }

  /**
   * Opens an issuer with the key in a file. If there is no such file, writes a new key to it: the
   * same one to each new file of this process.
   *
   * @param audience of the tokens of partners' users
   * @param operatorAudience of operators' tokens
   * @throws UserFault if the file holds no private JSON Web Key with an id
   */
  public static DevelopmentIssuer open(
      Path keyFile, String baseUrl, String audience, String operatorAudience) {
    try {
      if (!Files.exists(keyFile)) {
        PrivateFile.write(keyFile, NewKey.TEXT);
      }
      var key = RSAKey.parse(Files.readString(keyFile));
      if (!key.isPrivate() || key.getKeyID() == null) {
        throw new UserFault(
            keyFile
                + " holds no private key with an id (kid); remove it to have a new one created");
      }
      return new DevelopmentIssuer(key, baseUrl + "/issuer", audience, operatorAudience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new UserFault(
          keyFile + " is not a JSON Web Key; remove it to have a new one created", e);
    }
  }

  /** Returns the {@code iss} of its tokens. */
  public String url() {
    return url;
  }

  /** Returns the {@code aud} of the tokens of partners' users. */
  public String audience() {
    return audience;
  }

  /** Returns the {@code aud} of operators' tokens. */
  public String operatorAudience() {
    return operatorAudience;
  }

  /** Returns the public key. */
  public JWKSet publicKeys() {
    return new JWKSet(key.toPublicJWK());
  }

  /** Issues an access token for a user of a partner. */
  public String token(String partner, String user, Collection<String> roles, Duration lifetime) {
    return sign(
        header("at+jwt"), access(audience, user, roles, lifetime).claim(PARTNER, partner).build());
  }

  /** Issues an access token for an operator, who belongs to no partner. */
  public String operatorToken(String user, Collection<String> roles, Duration lifetime) {
    return sign(header("at+jwt"), access(operatorAudience, user, roles, lifetime).build());
  }

  /** Issues the access token of a session, which names its client too. */
  String accessToken(Session session) {
    var person = session.person();
    var claims =
        access(
                person.partner().isPresent() ? audience : operatorAudience,
                person.user(),
                person.roles(),
                SESSION_TOKEN_LIFETIME)
            .claim("client_id", session.clientId());
    person.partner().ifPresent(partner -> claims.claim(PARTNER, partner.id()));
    return sign(header("at+jwt"), claims.build());
  }

  private JWTClaimsSet.Builder access(
      String forWhom, String user, Collection<String> roles, Duration lifetime) {
    var now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(url)
        .audience(forWhom)
        .subject(user)
        .claim("roles", List.copyOf(roles))
        .claim("token_use", "access")
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plus(lifetime)))
        .jwtID(UUID.randomUUID().toString());
  }

  /**
   * Issues the ID token of a session: it tells the client who signed in.
   *
   * @param isFirst whether it answers the sign-in itself, and so repeats the request's nonce
   */
  String idToken(Session session, boolean isFirst) {
    var now = Instant.now();
    var person = session.person();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(url)
            .audience(session.clientId())
            .subject(person.user())
            .claim("sid", session.id())
            .claim("roles", person.roles())
            .claim("token_use", "id")
            .claim("auth_time", session.signedInAt().getEpochSecond())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(SESSION_TOKEN_LIFETIME)));
    person
        .partner()
        .ifPresent(
            partner -> claims.claim(PARTNER, partner.id()).claim("partner_name", partner.name()));
    return sign(header("JWT"), (isFirst ? claims.claim("nonce", session.nonce()) : claims).build());
  }

  /** Returns the claims of an ID token of this issuer, expired or not; empty for another text. */
  Optional<JWTClaimsSet> claimsOfIdToken(String token) {
    try {
      var jwt = SignedJWT.parse(token);
      var claims = jwt.getJWTClaimsSet();
      return JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
              && jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))
              && "id".equals(claims.getClaim("token_use"))
          ? Optional.of(claims)
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private JWSHeader header(String type) {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .type(new JOSEObjectType(type))
        .keyID(key.getKeyID())
        .build();
  }

  /** Signs any claims. Tests use it to sign tokens that no issuer should. */
  String sign(JWSHeader header, JWTClaimsSet claims) {
    return sign(new SignedJWT(header, claims));
  }

  /** Signs any payload, even one that is not claims. */
  String sign(JWSObject token) {
    try {
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the URL at which codes and refresh tokens are redeemed. */
  public String tokenEndpoint() {
    return url + "/token";
  }

  /** Returns the documents that the issuer publishes, by their path on the gateway. */
  public Map<String, String> documents() {
    return Map.of(
        "/issuer/.well-known/openid-configuration",
        JSONObjectUtils.toJSONString(
            Map.ofEntries(
                Map.entry("issuer", url),
                Map.entry("authorization_endpoint", url + "/authorize"),
                Map.entry("token_endpoint", tokenEndpoint()),
                Map.entry("end_session_endpoint", url + "/end-session"),
                Map.entry("jwks_uri", url + "/jwks.json"),
                Map.entry("scopes_supported", List.of("openid", "offline_access")),
                Map.entry("response_types_supported", List.of("code")),
                Map.entry("response_modes_supported", List.of("query")),
                Map.entry("grant_types_supported", List.of("authorization_code", "refresh_token")),
                Map.entry("token_endpoint_auth_methods_supported", List.of("none")),
                Map.entry("code_challenge_methods_supported", List.of("S256")),
                Map.entry("authorization_response_iss_parameter_supported", true),
                Map.entry("request_parameter_supported", false),
                Map.entry("request_uri_parameter_supported", false),
                Map.entry("subject_types_supported", List.of("public")),
                Map.entry("id_token_signing_alg_values_supported", List.of("RS256")))),
        "/issuer/jwks.json",
        publicKeys().toString());
  }
}
