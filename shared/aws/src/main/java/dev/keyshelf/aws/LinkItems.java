package dev.keyshelf.aws;

import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.LinkRevocation;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;

/** Converts links, downloads and revocations of all links of a generation to items and back. */
final class LinkItems {
  private LinkItems() {}

  static Item item(DownloadLink link) {
    var item =
        Item.at(Keys.link(link.tokenHash()))
            .with("id", link.id().value())
            .with("tokenHash", link.tokenHash())
            .with("partner", link.partner().value())
            .with("customer", link.customer().value())
            .with("entitlement", link.entitlement().value())
            .with("artifact", ArtifactItems.fill(Item.inner(), link.artifact()))
            .with("createdAt", link.createdAt())
            .with("createdBy", link.createdBy())
            .with("expiresAt", link.expiresAt())
            .with("usesAllowed", link.limit())
            .with("used", link.used())
            .withInstant("lastUsedAt", link.lastUsedAt());
    if (link.generation() > 0) {
      item.with("generation", link.generation());
    }
    link.revoked().ifPresent(revocation -> fill(item, revocation));
    return item;
  }

  static DownloadLink link(Item item) {
    return new DownloadLink(
        new LinkId(item.text("id")),
        item.text("tokenHash"),
        new PartnerId(item.text("partner")),
        new CustomerId(item.text("customer")),
        new EntitlementId(item.text("entitlement")),
        item.has("generation") ? item.integer("generation") : 0,
        ArtifactItems.artifact(item.item("artifact")),
        item.instant("createdAt"),
        item.text("createdBy"),
        item.instant("expiresAt"),
        item.integer("usesAllowed"),
        item.integer("used"),
        item.optionalInstant("lastUsedAt"),
        item.optionalInstant("revokedAt").map(_ -> revocation(item)));
  }

  static Item item(Entitlement entitlement, LinkRevocation ofAll) {
    var key =
        Keys.linksRevocation(
            entitlement.partner(),
            entitlement.customer(),
            entitlement.id(),
            entitlement.linkGeneration());
    return fill(Item.at(key), ofAll);
  }

  /**
   * Returns the key of the revocation of all links of this link's generation, if they are revoked.
   */
  static Key revocationOfAll(DownloadLink link) {
    return Keys.linksRevocation(
        link.partner(), link.customer(), link.entitlement(), link.generation());
  }

  static LinkRevocation revocation(Item item) {
    return new LinkRevocation(
        item.instant("revokedAt"), item.text("revokedBy"), item.optionalText("revocationReason"));
  }

  private static Item fill(Item item, LinkRevocation revocation) {
    return item.with("revokedAt", revocation.at())
        .with("revokedBy", revocation.by())
        .withText("revocationReason", revocation.reason());
  }

  static Item item(Download download) {
    return Item.at(Keys.download(download.tokenHash(), download.id()))
        .with("startedAt", download.startedAt())
        .with("sessionEndsAt", download.sessionEndsAt())
        .with("signatures", download.signed());
  }

  static Download download(String tokenHash, DownloadId id, Item item) {
    return new Download(
        id,
        tokenHash,
        item.instant("startedAt"),
        item.instant("sessionEndsAt"),
        item.integer("signatures"));
  }
}
