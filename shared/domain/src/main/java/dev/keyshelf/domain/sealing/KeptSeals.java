package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that was ever kept in the place of the seals, as who verifies sees it: whatever was put over
 * a seal later, and whatever hides it, the first that was kept counts.
 */
public interface KeptSeals {
  /**
   * What is kept of an hour.
   *
   * @param version names the first that was kept; empty when nothing is but marks of a removal
   * @param count how many versions and marks of removals there are
   */
  record Kept(Instant hour, Optional<String> version, int count) {}

  /** Lists the hours from one on (inclusive) of which anything is kept, in order. */
  List<Kept> list(PartnerId partner, Instant from);

  /** Finds what is kept of one hour. */
  Optional<Kept> find(PartnerId partner, Instant hour);

  /** Reads the first that was kept; empty when it is gone. */
  Optional<byte[]> read(PartnerId partner, Kept kept);

  /** Reads the first that was kept as the public key of a name; empty when there is none. */
  Optional<byte[]> key(String id);
}
