package dev.keyshelf.aws;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;

/** Converts entitlements to items and back. The item is also the gate of its keys and links. */
final class EntitlementItems {
  /** The condition that the gate is open. Its values are {@link CommandRecords#gateValues}. */
  static final String GATE_OPEN =
      "activeQuantity > :none AND (attribute_not_exists(termEndsAt) OR termEndsAt > :now)";

  private EntitlementItems() {}

  static Key key(Entitlement entitlement) {
    return Keys.entitlement(entitlement.partner(), entitlement.customer(), entitlement.id());
  }

  static Item item(Entitlement entitlement) {
    var item =
        Item.at(key(entitlement))
            .with("id", entitlement.id().value())
            .with("purchase", PurchaseItems.item(entitlement.purchase()))
            .with("purchasedAt", entitlement.purchasedAt())
            .with("activeQuantity", entitlement.activeQuantity())
            .with("keysIssued", entitlement.keysIssued())
            .with("credited", entitlement.credited())
            .withInstant("cancelledAt", entitlement.cancelledAt())
            .withInstant("windowClosedAt", entitlement.windowClosedAt())
            // These are also inside the purchase, but conditions need top-level attributes.
            .with("windowClosesAt", entitlement.purchase().terms().window().closesAt())
            .withInstant("termEndsAt", entitlement.purchase().term().map(Term::endsAt))
            .with("version", entitlement.version());
    entitlement.creditNote().ifPresent(note -> item.with("creditNote", note));
    if (entitlement.linkGeneration() > 0) {
      item.with("linkGeneration", entitlement.linkGeneration());
    }
    if (entitlement.activeQuantity() > 0 && entitlement.windowClosedAt().isEmpty()) {
      var closesAt = entitlement.purchase().terms().window().closesAt();
      item.with(Keys.WINDOW_SHARD, Keys.windowShard(Keys.shardOf(entitlement.id())))
          .with(Keys.WINDOW_SORT, Keys.time(closesAt) + "#" + entitlement.id());
      DeskItems.enter(item, entitlement);
    }
    return item;
  }

  static Entitlement entitlement(PartnerId partner, CustomerId customer, Item item) {
    return new Entitlement(
        new EntitlementId(item.text("id")),
        partner,
        customer,
        PurchaseItems.purchase(item.item("purchase")),
        item.instant("purchasedAt"),
        item.integer("activeQuantity"),
        item.integer("keysIssued"),
        item.money("credited"),
        item.optionalText("creditNote"),
        item.optionalInstant("cancelledAt"),
        item.optionalInstant("windowClosedAt"),
        item.has("linkGeneration") ? item.integer("linkGeneration") : 0,
        item.number("version"));
  }
}
