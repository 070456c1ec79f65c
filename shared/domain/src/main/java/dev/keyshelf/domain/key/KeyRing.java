package dev.keyshelf.domain.key;

import java.util.List;

/**
 * The keys with which an installation seals and hashes. Each is represented by a fingerprint, which
 * reveals nothing else about the key.
 *
 * @param sealing the fingerprint of the master key
 * @param hashing the fingerprints of all versions of the hash key, the first version first
 */
public record KeyRing(String sealing, List<String> hashing) {
  /** Copies the list. */
  public KeyRing {
    hashing = List.copyOf(hashing);
  }

  /**
   * Returns this ring without the later versions of the hash key, under which no key is stored yet.
   *
   * @param version the last version that it keeps
   */
  public KeyRing upTo(int version) {
    return new KeyRing(sealing, hashing.subList(0, version));
  }

  /**
   * Returns whether an installation with these keys can open the secrets of an installation with
   * the earlier keys, and recognize its product keys. It may have more versions of the hash key.
   */
  public boolean continues(KeyRing earlier) {
    return sealing.equals(earlier.sealing)
        && hashing.size() >= earlier.hashing.size()
        && hashing.subList(0, earlier.hashing.size()).equals(earlier.hashing);
  }
}
