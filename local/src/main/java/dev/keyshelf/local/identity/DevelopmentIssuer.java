package dev.keyshelf.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSASigner;
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
import java.util.UUID;

/**
 * An OpenID Connect issuer for development: one RSA key in a file, a token for whoever asks on this
 * machine, and the two documents an authorizer needs to check them.
 */
public final class DevelopmentIssuer {
  /** How long a token lasts unless said otherwise. */
  public static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

  private final RSAKey key;
  private final String url;
  private final String audience;

  private DevelopmentIssuer(RSAKey key, String url, String audience) {
    this.key = key;
    this.url = url;
    this.audience = audience;
  }

  /** Reads the key from its file; when there is no such file, makes a key and writes it. */
  public static DevelopmentIssuer open(Path keyFile, String baseUrl, String audience) {
    try {
      if (!Files.exists(keyFile)) {
        PrivateFile.write(
            keyFile,
            new RSAKeyGenerator(2048)
                .algorithm(JWSAlgorithm.RS256)
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint(true)
                .generate()
                .toJSONString());
      }
      var key = RSAKey.parse(Files.readString(keyFile));
      if (!key.isPrivate() || key.getKeyID() == null) {
        throw new UserFault(keyFile + " holds no private key with an id");
      }
      return new DevelopmentIssuer(key, baseUrl + "/issuer", audience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new UserFault(keyFile + " is not a JSON Web Key; remove it to have a new one made", e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The {@code iss} of its tokens. */
  public String url() {
    return url;
  }

  /** The {@code aud} of its tokens. */
  public String audience() {
    return audience;
  }

  /** The public key as authorizers read it. */
  public JWKSet publicKeys() {
    return new JWKSet(key.toPublicJWK());
  }

  /** An access token for a user of a partner. */
  public String token(String partner, String user, Collection<String> roles, Duration lifetime) {
    var now = Instant.now();
    return sign(
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID())
            .build(),
        new JWTClaimsSet.Builder()
            .issuer(url)
            .audience(audience)
            .subject(user)
            .claim("partner_id", partner)
            .claim("roles", List.copyOf(roles))
            .claim("token_use", "access")
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .jwtID(UUID.randomUUID().toString())
            .build());
  }

  /** Signs anything, so that tests can sign what no issuer should. */
  String sign(JWSHeader header, JWTClaimsSet claims) {
    return sign(new SignedJWT(header, claims));
  }

  /** Signs a payload that may not even be claims. */
  String sign(JWSObject token) {
    try {
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The documents it publishes, by path on the gateway. */
  public Map<String, String> documents() {
    return Map.of(
        "/issuer/.well-known/openid-configuration",
        JSONObjectUtils.toJSONString(
            Map.of(
                "issuer",
                url,
                "jwks_uri",
                url + "/jwks.json",
                "response_types_supported",
                List.of("token"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"))),
        "/issuer/jwks.json",
        publicKeys().toString());
  }
}
