package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.FreshKey;
import dev.keyshelf.domain.key.GeneratedKey;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Revocation;
import dev.keyshelf.domain.key.Revocation.ReasonCode;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.key.Supply;
import dev.keyshelf.domain.stock.SoldKey;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts issued keys to items and back. */
final class IssuedKeyItems {
  /** Where a made key is; release 0.1.0 did not note it. */
  static final String ISSUED_IN = "issuedIn";

  static final String ISSUED_AS = "issuedAs";

  private IssuedKeyItems() {}

  /**
   * Adds two actions that give a new key to an entitlement. The first removes a supplied key from
   * its pool, or fails if a generated key equals an existing one. The second adds the issued key.
   * Call {@link #isTaken} before, to find equal keys under other versions of the hash key.
   */
  static void give(Transaction transaction, Entitlement entitlement, FreshKey key, IssuedKey as) {
    switch (key) {
      case PooledKey pooled ->
          transaction.take(Keys.pooledKey(pooled.pool(), pooled.shard(), pooled.id()));
      case GeneratedKey made ->
          transaction.add(
              Item.at(Keys.keyUniqueness(made.fingerprint().current()))
                  .with(ISSUED_IN, place(entitlement, as).partition())
                  .with(ISSUED_AS, place(entitlement, as).sort()));
    }
    transaction.add(item(entitlement, as));
  }

  /**
   * Tells whether a generated key equals one that is stored under another version of the hash key.
   * A read before the write is enough. New keys are stored under another version only while
   * functions of two releases run, and two keys of 102 random bits do not collide by chance.
   */
  static boolean isTaken(Table table, List<? extends FreshKey> keys) {
    var others =
        keys.stream()
            .filter(GeneratedKey.class::isInstance)
            .map(GeneratedKey.class::cast)
            .flatMap(made -> made.fingerprint().others().stream())
            .map(Keys::keyUniqueness)
            .toList();
    return !others.isEmpty() && !table.get(others).isEmpty();
  }

  /** Marks a current key as revoked. */
  static void revoke(
      Transaction transaction, Entitlement entitlement, IssuedKey key, Revocation why) {
    transaction.update(
        place(entitlement, key),
        "SET revokedAt = :at, revokedBy = :by, reasonCode = :code, reason = :reason",
        "attribute_exists(" + Keys.PARTITION + ") AND attribute_not_exists(revokedAt)",
        Map.of(
            ":at", AttributeValue.fromS(Keys.time(why.at())),
            ":by", AttributeValue.fromS(why.by()),
            ":code", AttributeValue.fromS(why.code().name()),
            ":reason", AttributeValue.fromS(why.text())));
  }

  private static Key place(Entitlement entitlement, IssuedKey key) {
    return Keys.issuedKey(
        entitlement.partner(),
        entitlement.customer(),
        entitlement.id(),
        key.ordinal(),
        key.generation());
  }

  private static Item item(Entitlement entitlement, IssuedKey key) {
    var item =
        Item.at(place(entitlement, key))
            .with("id", key.id())
            .with("ordinal", key.ordinal())
            .with("generation", key.generation())
            .with("sealed", key.sealed().ciphertext())
            .with("lastFive", key.lastFive())
            .with("issuedAt", key.issuedAt())
            .with(DeskKeys.PARTITION, DeskKeys.lastFive(entitlement.partner(), key.lastFive()))
            .with(
                DeskKeys.SORT,
                DeskKeys.issuedKey(entitlement.id(), key.ordinal(), key.generation()));
    // Generated keys always have the same form, so it is stored for supplied ones only.
    key.supply()
        .ifPresent(
            supply ->
                FormItems.fill(
                    item.with("pool", supply.pool())
                        .with("batch", supply.batch())
                        .with(
                            Keys.WINDOW_SHARD,
                            StockKeys.soldKeys(supply.origin(), key.id().charAt(0)))
                        .with(Keys.WINDOW_SORT, key.id()),
                    key.form()));
    return item;
  }

  /** Reads a sold key and its owner from the item alone. */
  static SoldKey sold(Item item) {
    var owner = item.text(Keys.PARTITION).split("#", 3);
    var entitlement = item.text(Keys.SORT).split("#", 3)[1];
    return new SoldKey(
        item.text("id"),
        new PartnerId(owner[1]),
        CustomerId.parse(owner[2]).orElseThrow(),
        EntitlementId.parse(entitlement).orElseThrow(),
        item.integer("ordinal"),
        item.text("lastFive"),
        item.instant("issuedAt"),
        !item.has("revokedAt"));
  }

  static IssuedKey key(EntitlementId entitlement, Item item) {
    return new IssuedKey(
        item.text("id"),
        entitlement,
        item.integer("ordinal"),
        item.integer("generation"),
        new Sealed(item.text("sealed")),
        item.text("lastFive"),
        item.has("pool") ? FormItems.form(item) : KeyForm.CHECKED_FIVES,
        item.optionalText("pool").map(pool -> new Supply(pool, item.text("batch"))),
        item.instant("issuedAt"),
        item.optionalInstant("revokedAt")
            .map(
                at ->
                    new Revocation(
                        at,
                        item.text("revokedBy"),
                        ReasonCode.valueOf(item.text("reasonCode")),
                        item.text("reason"))));
  }
}
