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
 * @param tokenHash the hash of its token; the token itself is not stored
 * @param generation the link generation of its entitlement when the link was created
 * @param limit how many downloads it allows
 * @param used how many downloads were started
 * @param lastUsedAt when the last download was started
 * @param revoked the revocation of this link; the entitlement knows whether all links of its
 *     generation were revoked
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

  /**
   * Checks the number of uses.
   *
   * @throws IllegalArgumentException if {@code used} is negative or more than {@code limit}
   */
  public DownloadLink {
    if (used < 0 || used > limit) {
      throw new IllegalArgumentException("used must be between 0 and limit");
    }
  }

  /**
   * Returns the state of the link itself at {@code now}, without the entitlement's gate. A revoked
   * link stays revoked, even after it expires or all its uses are gone.
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

  /** Returns the state of the link at {@code now}, including the entitlement's gate. */
  public LinkState stateAt(Instant now, Entitlement entitlement) {
    return switch (entitlement.gateAt(now)) {
      case OPEN -> isRevoked(entitlement) ? LinkState.REVOKED : stateAt(now);
      case CANCELLED -> LinkState.REVOKED;
      case TERM_ENDED -> LinkState.TERM_ENDED;
    };
  }

  /** Returns whether this link was revoked, by itself or with all links of its generation. */
  public boolean isRevoked(Entitlement now) {
    return revoked.isPresent() || generation < now.linkGeneration();
  }

  /** Returns a copy after its revocation. */
  public DownloadLink afterRevocation(LinkRevocation revocation) {
    return changed(used, lastUsedAt, Optional.of(revocation));
  }

  /** Returns a copy after one more start at {@code now}. */
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
   * Returns whether the link is at rest: no earlier start is within a {@link StartDownload#BURST}
   * before {@code now}. It requires twice that time without a start, because clocks differ and
   * commits can be late.
   */
  public boolean isAtRest(Instant now) {
    return lastUsedAt.map(at -> at.isBefore(now.minus(REST))).orElse(true);
  }

  /** Returns how many downloads are left. */
  public int usesLeft() {
    return limit - used;
  }
}
