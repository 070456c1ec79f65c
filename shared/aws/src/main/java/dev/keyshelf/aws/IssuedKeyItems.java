package dev.keyshelf.aws;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.key.FreshKey;
import dev.keyshelf.domain.key.GeneratedKey;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.key.Supply;
import java.time.Instant;

/** Issued keys as items. */
final class IssuedKeyItems {
  private IssuedKeyItems() {}

  /**
   * Gives a fresh key to an entitlement, in two actions: a supplied one leaves its pool, of a made
   * one there must be no like.
   */
  static void give(
      Transaction transaction, Entitlement entitlement, int ordinal, FreshKey key, Instant now) {
    switch (key) {
      case PooledKey pooled ->
          transaction.remove(Keys.pooledKey(pooled.pool(), pooled.shard(), pooled.id()));
      case GeneratedKey made -> transaction.add(Item.at(Keys.keyUniqueness(made.fingerprint())));
    }
    transaction.add(item(entitlement, IssuedKey.of(key, entitlement.id(), ordinal, now)));
  }

  private static Item item(Entitlement entitlement, IssuedKey key) {
    var item =
        Item.at(
                Keys.issuedKey(
                    entitlement.partner(), entitlement.customer(), entitlement.id(), key.ordinal()))
            .with("id", key.id())
            .with("ordinal", key.ordinal())
            .with("sealed", key.sealed().ciphertext())
            .with("lastFive", key.lastFive())
            .with("issuedAt", key.issuedAt());
    key.supply()
        .ifPresent(supply -> item.with("pool", supply.pool()).with("batch", supply.batch()));
    return item;
  }

  static IssuedKey key(EntitlementId entitlement, Item item) {
    return new IssuedKey(
        item.text("id"),
        entitlement,
        item.integer("ordinal"),
        new Sealed(item.text("sealed")),
        item.text("lastFive"),
        item.optionalText("pool").map(pool -> new Supply(pool, item.text("batch"))),
        item.instant("issuedAt"));
  }
}
