package dev.keyshelf.local.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;

/** Any OpenID Connect issuer, known by its discovery document. */
public final class ForeignIssuer {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MOST_BYTES = 512 * 1024;

  /**
   * Two calls in two minutes: the first, and one for a key that was not in it. A flood of tokens
   * with invented key ids costs the issuer no more than one call a minute.
   */
  private static final long RATE_WINDOW_MILLIS = 120_000;

  private ForeignIssuer() {}

  /**
   * Finds the issuer's keys; they are fetched when first needed and kept for five minutes.
   *
   * @param issuer as its tokens' {@code iss} has it
   */
  public static JWKSource<SecurityContext> keysOf(String issuer) {
    var web = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
    var address = issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
    try {
      var discovery =
          JSONObjectUtils.parse(web.retrieveResource(URI.create(address).toURL()).getContent());
      if (!issuer.equals(discovery.get("issuer"))) {
        throw new UserFault(
            "%s names another issuer: %s".formatted(address, discovery.get("issuer")));
      }
      var keys = JSONObjectUtils.getString(discovery, "jwks_uri");
      if (keys == null) {
        throw new UserFault(address + " names no jwks_uri");
      }
      return JWKSourceBuilder.<SecurityContext>create(URI.create(keys).toURL(), web)
          .cache(true)
          .rateLimited(RATE_WINDOW_MILLIS)
          .build();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new UserFault("not the URL of an issuer: " + issuer, e);
    } catch (IOException e) {
      throw new UserFault("%s cannot be read: %s".formatted(address, e.getMessage()), e);
    } catch (ParseException e) {
      throw new UserFault(address + " is not a discovery document", e);
    }
  }
}
