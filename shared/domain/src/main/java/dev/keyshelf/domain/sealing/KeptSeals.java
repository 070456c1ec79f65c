package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All versions of the stored seals, for verification. The first version of a seal counts, even if
 * later versions or delete markers hide it.
 */
public interface KeptSeals {
  /**
   * The stored versions of one hour's seal.
   *
   * @param version the id of the first version; empty if there are only delete markers
   * @param count the number of versions and delete markers
   */
  record Kept(Instant hour, Optional<String> version, int count) {}

  /**
   * What is kept of a partner's log.
   *
   * @param seals what is kept of each hour, in order
   * @param foreign the names of files that look like seals and are named after no hour
   */
  record Listed(List<Kept> seals, List<String> foreign) {
    /** Copies the lists in. */
    public Listed {
      seals = List.copyOf(seals);
      foreign = List.copyOf(foreign);
    }
  }

  /** Lists the hours that have a version or a delete marker, in order, from {@code from} on. */
  Listed list(PartnerId partner, Instant from);

  /** Finds the versions of one hour's seal. */
  Optional<Kept> find(PartnerId partner, Instant hour);

  /** Reads the first version; empty if it is gone. */
  Optional<byte[]> read(PartnerId partner, Kept kept);

  /** Reads the first version of the public key with an id; empty if there is none. */
  Optional<byte[]> key(String id);
}
