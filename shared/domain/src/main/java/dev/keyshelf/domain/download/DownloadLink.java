package dev.keyshelf.domain.download;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.Optional;

/**
 * Permission to download one file, a limited number of times, from {@code createdAt} (inclusive)
 * until {@code expiresAt} (exclusive).
 *
 * @param tokenHash what the store knows the token by
 * @param limit how many downloads it allows
 * @param used how many were started
 */
public record DownloadLink(
    LinkId id,
    String tokenHash,
    PartnerId partner,
    CustomerId customer,
    EntitlementId entitlement,
    Artifact artifact,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    int limit,
    int used,
    Optional<Instant> revokedAt) {
  /** Refuses more uses than allowed. */
  public DownloadLink {
    if (used < 0 || used > limit) {
      throw new IllegalArgumentException("0 <= used <= limit");
    }
  }

  /** Tells what the link itself allows at {@code now}; the entitlement's gate comes on top. */
  public LinkState stateAt(Instant now) {
    if (revokedAt.isPresent()) {
      return LinkState.REVOKED;
    }
    if (!now.isBefore(expiresAt)) {
      return LinkState.EXPIRED;
    }
    return used >= limit ? LinkState.EXHAUSTED : LinkState.LIVE;
  }

  /** Tells whether a start would be allowed at {@code now}, the entitlement's gate included. */
  public LinkState stateAt(Instant now, Entitlement entitlement) {
    return switch (entitlement.gateAt(now)) {
      case OPEN -> stateAt(now);
      case CANCELLED -> LinkState.REVOKED;
      case TERM_ENDED -> LinkState.TERM_ENDED;
    };
  }

  /** Gives this after one more start. */
  public DownloadLink afterStart() {
    return new DownloadLink(
        id,
        tokenHash,
        partner,
        customer,
        entitlement,
        artifact,
        createdAt,
        createdBy,
        expiresAt,
        limit,
        used + 1,
        revokedAt);
  }

  /** Gives how many downloads are left. */
  public int usesLeft() {
    return limit - used;
  }
}
