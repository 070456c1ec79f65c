package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.Issuer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Supplies keys to issue, from a pool or by making them. */
final class KeySupply {
  private final KeyPools pools;
  private final KeyVault vault;

  /** How many keys of a pool are searched for one with a different ending. */
  private static final int LOOKED_AT = 8;

  KeySupply(KeyPools pools, KeyVault vault) {
    this.pools = pools;
    this.vault = vault;
  }

  /** Returns keys that nobody has; fewer than {@code count} only if the pool has no more. */
  List<? extends FreshKey> keys(Issuer issuer, int count) {
    return switch (issuer) {
      case Issuer.Pool pool -> pools.pick(pool.name(), count);
      case Issuer.Generated() ->
          Stream.generate(() -> GeneratedKey.make(vault)).limit(count).toList();
    };
  }

  /**
   * Returns a key that nobody has. If possible, its last five characters are none of those in use.
   * If none of the keys that are searched qualifies, any key is returned.
   *
   * @return empty only if the pool has no more keys
   */
  Optional<FreshKey> another(Issuer issuer, Set<String> used) {
    var picked = first(keys(issuer, 1), used);
    return picked.isPresent() && used.contains(picked.get().lastFive())
        ? first(keys(issuer, LOOKED_AT), used)
        : picked;
  }

  private static Optional<FreshKey> first(List<? extends FreshKey> keys, Set<String> used) {
    return keys.stream()
        .<FreshKey>map(key -> key)
        .min(Comparator.comparing(key -> used.contains(key.lastFive())));
  }
}
