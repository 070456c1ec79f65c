package dev.keyshelf.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.keyshelf.local.gateway.Authorizer;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JWT authorizer of an HTTP API: issuer, audience, expiry and signature, and nothing about what
 * the caller may do. Three things are stricter than there: the scheme must be Bearer, a token
 * without an expiry is refused, and so is an ID token.
 */
public final class JwtAuthorizer implements Authorizer {
  private static final int MOST_TOKEN_CHARS = 8 * 1024;
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  /** Compact and signed. The library would skip over characters that are not base64url. */
  private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
  private static final JOSEObjectType ACCESS_TOKEN_IN_FULL =
      new JOSEObjectType("application/at+jwt");

  private final String issuer;
  private final String audience;
  private final Clock clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /**
   * @param issuer compared character by character
   * @param keys the issuer's public keys
   * @param clock the machine's, never the domain's
   */
  public JwtAuthorizer(
      String issuer, String audience, JWKSource<SecurityContext> keys, Clock clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            ACCESS_TOKEN, ACCESS_TOKEN_IN_FULL, JOSEObjectType.JWT, null));
    // The algorithms are ours to name, never the token's: no "none", no HS256 with a public key.
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
    processor.setJWTClaimsSetVerifier((claims, _) -> check(claims));
  }

  @Override
  public Verdict authorize(List<String> authorizationHeaders) {
    if (authorizationHeaders.size() != 1) {
      return new Verdict.Refused("Bearer");
    }
    var credentials = authorizationHeaders.getFirst().strip().split(" +", 2);
    if (credentials.length != 2 || !credentials[0].toLowerCase(Locale.ROOT).equals("bearer")) {
      return new Verdict.Refused("Bearer");
    }
    var token = credentials[1];
    if (token.length() > MOST_TOKEN_CHARS || !SIGNED.matcher(token).matches()) {
      return refused("not a signed token");
    }
    try {
      var jwt = SignedJWT.parse(token);
      var header = jwt.getHeader();
      if (header.getKeyID() == null) {
        return refused("no kid");
      }
      processor.process(jwt, null);
      var claims = jwt.getPayload().toJSONObject();
      return claims == null ? refused("no claims") : new Verdict.Admitted(claims);
    } catch (BadJWTException e) {
      return refused(String.valueOf(e.getMessage()));
    } catch (BadJOSEException | JOSEException | ParseException | IllegalArgumentException e) {
      return refused("the signature cannot be verified");
    }
  }

  private static Verdict refused(String why) {
    return new Verdict.Refused(
        "Bearer error=\"invalid_token\", error_description=\"%s\"".formatted(why));
  }

  private void check(JWTClaimsSet claims) throws BadJWTException {
    var now = clock.instant();
    require(issuer.equals(claims.getIssuer()), "another issuer");
    require(isForUs(claims), "another audience");
    var expiresAt = claims.getExpirationTime();
    require(expiresAt != null, "no expiry");
    require(expiresAt != null && now.isBefore(expiresAt.toInstant()), "the token has expired");
    require(hasBegun(claims.getNotBeforeTime(), now), "the token is not valid yet");
    require(hasBegun(claims.getIssueTime(), now), "the token was issued in the future");
    require(isAccessToken(claims), "not an access token");
  }

  private static void require(boolean holds, String otherwise) throws BadJWTException {
    if (!holds) {
      throw new BadJWTException(otherwise);
    }
  }

  /** As HTTP APIs do: client_id counts only in a token that has no audience. */
  private boolean isForUs(JWTClaimsSet claims) {
    return claims.getAudience().isEmpty()
        ? audience.equals(claims.getClaim("client_id"))
        : claims.getAudience().contains(audience);
  }

  private static boolean hasBegun(@Nullable Date begin, Instant now) {
    return begin == null || !begin.toInstant().isAfter(now.plus(LEEWAY));
  }

  /** Issuers mark an ID token in one of these ways; an access token never has them. */
  private static boolean isAccessToken(JWTClaimsSet claims) {
    var use = claims.getClaim("token_use");
    return (use == null || use.equals("access"))
        && !"ID".equalsIgnoreCase(String.valueOf(claims.getClaim("typ")))
        && claims.getClaim("at_hash") == null
        && claims.getClaim("nonce") == null;
  }
}
