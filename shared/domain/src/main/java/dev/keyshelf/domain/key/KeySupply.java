package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.Issuer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where keys to issue come from: their pool, or they are made. */
final class KeySupply {
  private final KeyPools pools;
  private final KeyVault vault;

  /** So many keys of a pool are looked at for one that ends otherwise. */
  private static final int LOOKED_AT = 8;

  KeySupply(KeyPools pools, KeyVault vault) {
    this.pools = pools;
    this.vault = vault;
  }

  /** Gives so many keys that nobody has; fewer only when the pool has no more. */
  List<? extends FreshKey> keys(Issuer issuer, int count) {
    return switch (issuer) {
      case Issuer.Pool pool -> pools.pick(pool.name(), count);
      case Issuer.Generated() ->
          Stream.generate(() -> GeneratedKey.make(vault)).limit(count).toList();
    };
  }

  /**
   * Gives a key that nobody has, and that ends otherwise than keys do whose last five characters
   * are these; a pool in which none of some does gives any. Empty only when the pool has no more.
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
