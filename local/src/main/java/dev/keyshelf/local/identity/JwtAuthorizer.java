package dev.keyshelf.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.keyshelf.local.gateway.Authorizer;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JWT authorizer of an HTTP API, as AWS documents it. It verifies the RSA signature by the key
 * that {@code kid} names, the issuer, the audience and the times, but not what the caller may do.
 * The token is the whole header or follows {@code Bearer}. ID tokens pass, but the functions refuse
 * them. AWS does not document how it treats a token without an expiry. Here it is refused.
 */
public final class JwtAuthorizer implements Authorizer {
  private static final int MOST_TOKEN_CHARS = 8 * 1024;

  /** A compact signed token. The library would ignore characters that are not base64url. */
  private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  /** The accepted algorithms. The token cannot choose "none", or HS256 with a public key. */
  private static final Set<JWSAlgorithm> RSA = Set.copyOf(JWSAlgorithm.Family.RSA);

  private static final String SCHEME = "bearer ";

  private final String issuer;
  private final String audience;
  private final Clock clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /**
   * Creates an authorizer.
   *
   * @param issuer the accepted {@code iss}, compared character by character
   * @param keys the issuer's public keys
   * @param clock the machine's, never the domain's
   */
  public JwtAuthorizer(
      String issuer, String audience, JWKSource<SecurityContext> keys, Clock clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
    processor.setJWSTypeVerifier((_, _) -> {});
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(RSA, keys));
    processor.setJWTClaimsSetVerifier((claims, _) -> check(claims));
  }

  @Override
  public Verdict authorize(List<String> authorizationHeaders) {
    if (authorizationHeaders.size() != 1) {
      return new Verdict.Refused("Bearer");
    }
    var credentials = authorizationHeaders.getFirst().strip();
    var token =
        credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? credentials.substring(SCHEME.length()).strip()
            : credentials;
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
  }

  private static void require(boolean holds, String otherwise) throws BadJWTException {
    if (!holds) {
      throw new BadJWTException(otherwise);
    }
  }

  /** Checks the audience as HTTP APIs do: client_id counts only in a token without one. */
  private boolean isForUs(JWTClaimsSet claims) {
    return claims.getAudience().isEmpty()
        ? audience.equals(claims.getClaim("client_id"))
        : claims.getAudience().contains(audience);
  }

  private static boolean hasBegun(@Nullable Date begin, Instant now) {
    return begin == null || !begin.toInstant().isAfter(now);
  }
}
