package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.Issuer;
import java.util.List;
import java.util.stream.Stream;

/** Where keys to issue come from: their pool, or they are made. */
final class KeySupply {
  private final KeyPools pools;
  private final KeyVault vault;

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
}
