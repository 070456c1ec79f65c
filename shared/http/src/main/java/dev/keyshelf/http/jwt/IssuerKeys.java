package dev.keyshelf.http.jwt;

import java.io.IOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;

/** The public keys of an issuer. */
@FunctionalInterface
public interface IssuerKeys {
  /** Returns keys that never change. */
  static IssuerKeys of(JsonWebKeys keys) {
    return (id, algorithm, _) -> keys.find(id, algorithm);
  }

  /**
   * Finds the key with an id, if it is for this algorithm.
   *
   * @param now of the machine's clock
   * @throws IOException if the issuer's keys cannot be read
   */
  Optional<PublicKey> find(String id, SignatureAlgorithm algorithm, Instant now) throws IOException;
}
