package dev.keyshelf.http.jwt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.http.Json;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer publishes. They are fetched when they are first needed, and again after
 * five minutes. An id that is not among them makes one more call, at most once a minute, so that a
 * flood of tokens with invented ids costs the issuer little. If the issuer does not answer, keys of
 * the last hour work on.
 */
public final class FetchedKeys implements IssuerKeys {
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration USABLE = Duration.ofHours(1);
  private static final Duration BETWEEN_CALLS = Duration.ofMinutes(1);
  private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(5);

  private final String issuer;
  private final Web web;
  private @Nullable JsonWebKeys keys;
  private Instant fetchedAt = Instant.MIN;
  private Instant calledAt = Instant.MIN;

  /** Reads documents of the web. */
  @FunctionalInterface
  public interface Web {
    /**
     * Returns the text at an address.
     *
     * @throws IOException if it cannot be read
     */
    String read(URI address) throws IOException;
  }

  /** Makes the keys of an issuer, which is not called before the first key is needed. */
  public FetchedKeys(String issuer, Web web) {
    this.issuer = issuer;
    this.web = web;
  }

  @Override
  public synchronized Optional<PublicKey> find(String id, SignatureAlgorithm algorithm, Instant now)
      throws IOException {
    var known = usable(now);
    var found = known.find(id, algorithm);
    if (found.isPresent() || calledAt.plus(BETWEEN_CALLS).isAfter(now)) {
      return found;
    }
    return fetched(now).find(id, algorithm);
  }

  private JsonWebKeys usable(Instant now) throws IOException {
    var known = keys;
    if (known == null || !fetchedAt.plus(USABLE).isAfter(now)) {
      if (calledAt.isAfter(now.minus(BETWEEN_FAILURES))) {
        throw new IOException("the keys of %s could not be read just before".formatted(issuer));
      }
      return fetched(now);
    }
    if (fetchedAt.plus(FRESH).isAfter(now) || calledAt.plus(BETWEEN_CALLS).isAfter(now)) {
      return known;
    }
    try {
      return fetched(now);
    } catch (IOException _) {
      // The next call tries again. Until then the keys of the last hour work on.
      return known;
    }
  }

  private JsonWebKeys fetched(Instant now) throws IOException {
    calledAt = now;
    var address = issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
    var discovery = json(address);
    if (!discovery.path("issuer").asText().equals(issuer)) {
      throw new IOException(
          "%s names another issuer: %s".formatted(address, discovery.path("issuer")));
    }
    var fresh = JsonWebKeys.of(json(discovery.path("jwks_uri").asText()));
    keys = fresh;
    fetchedAt = now;
    return fresh;
  }

  private JsonNode json(String address) throws IOException {
    try {
      return Json.read(web.read(URI.create(address)));
    } catch (IllegalArgumentException | JsonProcessingException malformed) {
      throw new IOException("%s cannot be read".formatted(address), malformed);
    }
  }
}
