package dev.keyshelf.domain.key;

import java.util.Optional;

/** The stored fingerprints of the keys under which the secrets of the stores are sealed. */
public interface KeyRings {
  /** Finds the keys (strongly consistent); empty for new stores. */
  Optional<KeyRing> find();

  /**
   * Stores the keys.
   *
   * @param before the keys that were found; empty if none
   * @return false if other keys were stored since; then nothing changes
   */
  boolean note(KeyRing ring, Optional<KeyRing> before);
}
