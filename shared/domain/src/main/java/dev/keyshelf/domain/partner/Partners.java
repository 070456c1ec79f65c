package dev.keyshelf.domain.partner;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The partners; imported by the operator, never made by a call of the API. */
public interface Partners {
  /** Finds a partner as last imported. */
  Optional<Partner> find(PartnerId id);

  /** Tells whether a partner may buy and get keys and links: it is known and not suspended. */
  default boolean mayTrade(PartnerId id) {
    return find(id).filter(partner -> !partner.suspended()).isPresent();
  }

  /**
   * Writes these partners as they are, with their entries in the registry that jobs walk.
   *
   * @param suppliedAt when the operator supplied them: a late retry never replaces a later word
   */
  void publish(List<Partner> partners, Instant suppliedAt);
}
