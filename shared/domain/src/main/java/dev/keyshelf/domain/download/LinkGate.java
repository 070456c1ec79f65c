package dev.keyshelf.domain.download;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import java.time.Instant;
import java.util.Optional;

/** Reads a link together with its entitlement, and decides whether a use is allowed. */
final class LinkGate {
  private final DownloadLinks links;
  private final Entitlements entitlements;

  LinkGate(DownloadLinks links, Entitlements entitlements) {
    this.links = links;
    this.entitlements = entitlements;
  }

  /** A link and its entitlement, as they were read. */
  record Opened(DownloadLink link, Entitlement entitlement) {
    /** Returns why a start is refused at {@code now}; empty if it is allowed. */
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

    /** Returns why a started download may not continue at {@code now}; empty if it may. */
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
