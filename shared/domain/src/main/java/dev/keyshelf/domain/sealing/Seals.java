package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of seals, for sealing. It never overwrites a seal. */
public interface Seals {
  /** Finds the stored bytes of an hour's seal. */
  Optional<byte[]> find(PartnerId partner, Instant hour);

  /**
   * Stores the seal of an hour if the hour has none.
   *
   * @return whether this call stored it
   */
  boolean add(PartnerId partner, Instant hour, byte[] seal);

  /** Lists the hours that have a seal, in order, from {@code from} (inclusive) on. */
  List<Instant> hours(PartnerId partner, Instant from);

  /** Stores the public key beside the seals, unless it is stored already. */
  void publish(VerifyingKey key);
}
