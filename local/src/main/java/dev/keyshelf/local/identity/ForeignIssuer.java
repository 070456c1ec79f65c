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

/**
 * What the discovery document of any OpenID Connect issuer says.
 *
 * @param keys its keys, which are fetched when they are first needed and cached for five minutes
 */
public record ForeignIssuer(JWKSource<SecurityContext> keys) {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MOST_BYTES = 512 * 1024;

  /**
   * Two calls in two minutes are allowed: one for the keys, and one for a key id that was not among
   * them. A flood of tokens with invented key ids costs the issuer at most one call a minute.
   */
  private static final long RATE_WINDOW_MILLIS = 120_000;

  /**
   * Reads the document.
   *
   * @param issuer the {@code iss} of its tokens
   * @throws UserFault if the issuer's discovery document cannot be read or names another issuer
   */
  public static ForeignIssuer read(String issuer) {
    var web = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
    var address = issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
    try {
      var discovery =
          JSONObjectUtils.parse(web.retrieveResource(URI.create(address).toURL()).getContent());
      if (!issuer.equals(discovery.get("issuer"))) {
        throw new UserFault(
            "%s names another issuer: %s; use that one with --issuer"
                .formatted(address, discovery.get("issuer")));
      }
      var keys = JSONObjectUtils.getString(discovery, "jwks_uri");
      if (keys == null) {
        throw new UserFault(address + " names no jwks_uri");
      }
      return new ForeignIssuer(
          JWKSourceBuilder.<SecurityContext>create(URI.create(keys).toURL(), web)
              .cache(true)
              .rateLimited(RATE_WINDOW_MILLIS)
              .build());
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new UserFault("--issuer must be a URL, was " + issuer, e);
    } catch (IOException e) {
      throw new UserFault("%s cannot be read: %s".formatted(address, e.getMessage()), e);
    } catch (ParseException e) {
      throw new UserFault(address + " is not an OpenID Connect discovery document", e);
    }
  }
}
