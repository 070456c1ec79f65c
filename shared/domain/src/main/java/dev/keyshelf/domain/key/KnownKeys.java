package dev.keyshelf.domain.key;

import java.util.Collection;
import java.util.Set;

/** The keys that the store has had: in a pool, sold, or made. */
public interface KnownKeys {
  /** Returns which of these hashes are of keys that the store knows, as it stands now. */
  Set<String> among(Collection<String> hashes);
}
