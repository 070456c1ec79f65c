package dev.keyshelf.domain.download;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Permission to download one file, a limited number of times, from {@code createdAt} (inclusive)
 * until {@code expiresAt} (exclusive).
 *
 * @param tokenHash what the store knows the token by
 * @param limit how many downloads it allows
 * @param used how many were started
 * @param lastUsedAt when the last one was
 * @param revoked that this link was revoked; whether all links of its generation were, its
 *     entitlement knows
 */
public record DownloadLink(
    LinkId id,
    String tokenHash,
    PartnerId partner,
    CustomerId customer,
    EntitlementId entitlement,
    int generation,
    Artifact artifact,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    int limit,
    int used,
    Optional<Instant> lastUsedAt,
    Optional<LinkRevocation> revoked) {
  private static final Duration REST = StartDownload.BURST.multipliedBy(2);

  /** Refuses more uses than allowed. */
  public DownloadLink {
    if (used < 0 || used > limit) {
      throw new IllegalArgumentException("0 <= used <= limit");
    }
  }

  /**
   * Tells what the link itself allows at {@code now}; the entitlement comes on top. What was
   * revoked stays revoked, also when its time is over or its uses are used up.
   */
  public LinkState stateAt(Instant now) {
    if (revoked.isPresent()) {
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
      case OPEN -> isRevoked(entitlement) ? LinkState.REVOKED : stateAt(now);
      case CANCELLED -> LinkState.REVOKED;
      case TERM_ENDED -> LinkState.TERM_ENDED;
    };
  }

  /** Tells whether this link was revoked, by itself or with all of its time. */
  public boolean isRevoked(Entitlement now) {
    return revoked.isPresent() || generation < now.linkGeneration();
  }

  /** Gives this after its revocation. */
  public DownloadLink afterRevocation(LinkRevocation revocation) {
    return changed(used, lastUsedAt, Optional.of(revocation));
  }

  /** Gives this after one more start, at {@code now}. */
  public DownloadLink afterStart(Instant now) {
    return changed(used + 1, Optional.of(now), revoked);
  }

  private DownloadLink changed(
      int uses, Optional<Instant> lastUse, Optional<LinkRevocation> revocation) {
    return new DownloadLink(
        id,
        tokenHash,
        partner,
        customer,
        entitlement,
        generation,
        artifact,
        createdAt,
        createdBy,
        expiresAt,
        limit,
        uses,
        lastUse,
        revocation);
  }

  /**
   * Tells whether no start before {@code now} can be within a {@link StartDownload#BURST} of it,
   * with ample room for clocks that differ and for decisions that are sent late.
   */
  public boolean isAtRest(Instant now) {
    return lastUsedAt.map(at -> at.isBefore(now.minus(REST))).orElse(true);
  }

  /** Gives how many downloads are left. */
  public int usesLeft() {
    return limit - used;
  }
}
