package dev.keyshelf.domain.desk;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlement.Gate;
import dev.keyshelf.domain.entitlement.Term;
import java.time.Instant;
import java.util.Optional;

/** What ends of an entitlement. */
public enum Ending {
  /** Its cancellation window. */
  WINDOW {
    @Override
    public Optional<Instant> of(Entitlement entitlement, Instant now) {
      var terms = entitlement.purchase().terms();
      return Optional.of(terms.window())
          .filter(_ -> terms.cancellation() != CancellationRoute.NEVER)
          .filter(window -> entitlement.gateAt(now) == Gate.OPEN && window.isOpenAt(now))
          .map(window -> window.closesAt());
    }
  },
  /** Its subscription's term. */
  TERM {
    @Override
    public Optional<Instant> of(Entitlement entitlement, Instant now) {
      return entitlement
          .purchase()
          .term()
          .filter(_ -> entitlement.gateAt(now) == Gate.OPEN)
          .map(Term::endsAt);
    }
  };

  /**
   * Returns when it ends; always after {@code now}. Empty if it has ended, if nothing of the
   * entitlement is active, and if the entitlement has no such end.
   */
  public abstract Optional<Instant> of(Entitlement entitlement, Instant now);
}
