package dev.keyshelf.domain.key;

import java.util.List;

/**
 * Which keys an installation seals and hashes with, each by a fingerprint that tells nothing else
 * of it.
 *
 * @param sealing of the master key
 * @param hashing of each version of the hash key, the first one first
 */
public record KeyRing(String sealing, List<String> hashing) {
  /** Copies the list in. */
  public KeyRing {
    hashing = List.copyOf(hashing);
  }

  /**
   * Returns whether an installation with these keys opens what one with the earlier keys sealed,
   * and recognizes each key that it knew. It may have added versions of the hash key.
   */
  public boolean continues(KeyRing earlier) {
    return sealing.equals(earlier.sealing)
        && hashing.size() >= earlier.hashing.size()
        && hashing.subList(0, earlier.hashing.size()).equals(earlier.hashing);
  }
}
