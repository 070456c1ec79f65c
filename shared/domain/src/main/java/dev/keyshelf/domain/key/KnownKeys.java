package dev.keyshelf.domain.key;

import java.util.Collection;
import java.util.Set;

/** All keys that the store knows: keys in a pool, sold keys and generated keys. */
public interface KnownKeys {
  /** Returns those hashes that belong to a key which the store knows now. */
  Set<String> among(Collection<String> hashes);
}
