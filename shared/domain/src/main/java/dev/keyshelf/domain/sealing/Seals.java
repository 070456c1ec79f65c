package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where whoever seals keeps the seals: a place in which nothing is overwritten. */
public interface Seals {
  /** Finds the seal of an hour, as it is kept. */
  Optional<byte[]> find(PartnerId partner, Instant hour);

  /** Keeps the seal of an hour, if there is none; the first wins. */
  boolean add(PartnerId partner, Instant hour, byte[] seal);

  /** Lists the hours from one on (inclusive) that have a seal, in order. */
  List<Instant> hours(PartnerId partner, Instant from);

  /** Keeps the public part of the signing key beside the seals, if it is not there. */
  void publish(VerifyingKey key);
}
