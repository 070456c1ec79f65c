package dev.keyshelf.domain.partner;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The partners; imported by the operator, never made by a call of the API. */
public interface Partners {
  /** The shards of the registry: each is walked by itself, so that none holds all partners. */
  int SHARDS = 16;

  /** Finds a partner as last imported. */
  Optional<Partner> find(PartnerId id);

  /** Tells whether a partner is known and may trade. */
  default boolean mayTrade(PartnerId id) {
    return find(id).filter(Partner::mayTrade).isPresent();
  }

  /**
   * Lists partners of a shard of the registry, suspended ones too, in the order of their ids.
   *
   * @param shard 0 to {@link #SHARDS} (exclusive)
   * @param after the last one of an earlier page
   */
  Page registered(int shard, int limit, Optional<PartnerId> after);

  /** Some partners, and the last of them if there may be more. */
  record Page(List<PartnerId> partners, Optional<PartnerId> next) {
    /** Copies the list in. */
    public Page {
      partners = List.copyOf(partners);
    }
  }

  /**
   * Writes these partners as they are, with their entries in the registry that jobs walk.
   *
   * @param suppliedAt when the operator supplied them: a late retry never replaces a later word
   */
  void publish(List<Partner> partners, Instant suppliedAt);
}
