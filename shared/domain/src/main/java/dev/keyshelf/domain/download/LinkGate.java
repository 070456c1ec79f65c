package dev.keyshelf.domain.download;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a link with the entitlement that is its gate, and tells what stands in the way of a use.
 */
final class LinkGate {
  private final DownloadLinks links;
  private final Entitlements entitlements;

  LinkGate(DownloadLinks links, Entitlements entitlements) {
    this.links = links;
    this.entitlements = entitlements;
  }

  /** A link and its entitlement, as they are now. */
  record Opened(DownloadLink link, Entitlement entitlement) {
    /** Tells what forbids a start at {@code now}. */
    Optional<Refusal> startRefusal(Instant now) {
      return gateRefusal(now)
          .or(
              () ->
                  switch (link.stateAt(now)) {
                    case LIVE -> Optional.empty();
                    case EXPIRED -> Optional.of(Refusal.EXPIRED);
                    case EXHAUSTED -> Optional.of(Refusal.EXHAUSTED);
                    case REVOKED -> Optional.of(Refusal.REVOKED);
                    case TERM_ENDED -> Optional.of(Refusal.TERM_ENDED);
                  });
    }

    /** Tells what forbids going on with a started download at {@code now}. */
    Optional<Refusal> gateRefusal(Instant now) {
      return switch (entitlement.gateAt(now)) {
        case OPEN -> link.isRevoked(entitlement) ? Optional.of(Refusal.REVOKED) : Optional.empty();
        case CANCELLED -> Optional.of(Refusal.CANCELLED);
        case TERM_ENDED -> Optional.of(Refusal.TERM_ENDED);
      };
    }
  }

  Optional<Opened> open(LinkToken token) {
    return links
        .find(token.hash())
        .flatMap(
            link ->
                entitlements
                    .find(link.partner(), link.customer(), link.entitlement())
                    .map(entitlement -> new Opened(link, entitlement)));
  }
}
