package dev.keyshelf.domain.key;

import java.util.Optional;

/** What the stores know of the keys that their secrets are sealed under. */
public interface KeyRings {
  /** Finds the keys, as they are known now (strongly consistent); empty for stores that are new. */
  Optional<KeyRing> find();

  /**
   * Notes the keys.
   *
   * @param before the keys that were found; empty for none
   * @return false if others are known by now; nothing is noted then
   */
  boolean note(KeyRing ring, Optional<KeyRing> before);
}
