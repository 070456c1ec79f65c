package dev.keyshelf.downloads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.LinkRevocation;
import dev.keyshelf.domain.download.LinkState;
import dev.keyshelf.domain.download.RevokeLinks.Ended;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.http.Json;
import java.time.Instant;

/** Links and downloads in JSON. The token appears only in the URL of a new link. */
final class LinkJson {
  private static final String REVOKED_AT = "revokedAt";

  private LinkJson() {}

  /** Writes a link as the partner sees it. */
  static ObjectNode link(DownloadLink link, Entitlement entitlement, Instant now) {
    var json = link(link, link.stateAt(now, entitlement));
    json.put("downloadsUsed", link.used());
    link.lastUsedAt().ifPresent(at -> json.put("lastUsedAt", at.toString()));
    link.revoked()
        .ifPresentOrElse(
            revocation -> revocation(json, revocation),
            () -> entitlement.cancelledAt().ifPresent(at -> json.put(REVOKED_AT, at.toString())));
    return json;
  }

  /** Writes the result of a revocation. */
  static ObjectNode ended(Ended ended, Instant now) {
    return switch (ended) {
      case Ended.One(var link, var entitlement) -> link(link, entitlement, now);
      case Ended.All(var entitlement, var revocation, var links) ->
          revocation(allEnded(entitlement, links), revocation);
      case Ended.Cancelled(var entitlement) -> allEnded(entitlement);
    };
  }

  /** Writes that a cancellation had already ended all links. */
  private static ObjectNode allEnded(Entitlement entitlement) {
    var json = allEnded(entitlement, 0);
    entitlement.cancelledAt().ifPresent(at -> json.put(REVOKED_AT, at.toString()));
    return json;
  }

  private static ObjectNode allEnded(Entitlement entitlement, int links) {
    return Json.object().put("entitlementId", entitlement.id().value()).put("linksRevoked", links);
  }

  private static ObjectNode revocation(ObjectNode json, LinkRevocation revocation) {
    json.put(REVOKED_AT, revocation.at().toString()).put("revokedBy", revocation.by());
    revocation.reason().ifPresent(why -> json.put("revocationReason", why));
    return json;
  }

  /** Writes a new link as the partner sees it. */
  static ObjectNode link(DownloadLink link, LinkState state) {
    var json =
        Json.object()
            .put("linkId", link.id().value())
            .put("entitlementId", link.entitlement().value())
            .put("state", state.name())
            .put("createdAt", link.createdAt().toString())
            .put("createdBy", link.createdBy());
    return limits(json, link);
  }

  /** Writes a link as its holder sees it. */
  static ObjectNode landing(DownloadLink link, String productTitle) {
    return limits(Json.object().put("productTitle", productTitle), link);
  }

  static ObjectNode started(DownloadLink link, Download download, String sessionPath) {
    return limits(
        Json.object()
            .put("downloadId", download.id().value())
            .put("session", sessionPath)
            .put("sessionEndsAt", download.sessionEndsAt().toString()),
        link);
  }

  private static ObjectNode limits(ObjectNode json, DownloadLink link) {
    json.put("expiresAt", link.expiresAt().toString())
        .put("downloadsAllowed", link.limit())
        .put("downloadsLeft", link.usesLeft());
    json.set("artifact", Wire.artifact(link.artifact()));
    return json;
  }
}
