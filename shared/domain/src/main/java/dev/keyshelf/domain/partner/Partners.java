package dev.keyshelf.domain.partner;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The partners. The operator imports them. No call of the API creates one. */
public interface Partners {
  /** The number of shards of the registry, so that no single partition holds all partners. */
  int SHARDS = 16;

  /** Finds a partner as it was last imported. */
  Optional<Partner> find(PartnerId id);

  /** Finds the partner that has a tenant by its last import. */
  default Optional<PartnerId> findByTenant(String tenant) {
    return Optional.empty();
  }

  /** Returns whether a partner is registered and not suspended. */
  default boolean mayTrade(PartnerId id) {
    return find(id).filter(Partner::mayTrade).isPresent();
  }

  /**
   * Lists the partners of a shard of the registry by id, including suspended ones.
   *
   * @param shard from 0 to {@link #SHARDS} (exclusive)
   * @param after the last partner of the page before
   */
  Page registered(int shard, int limit, Optional<PartnerId> after);

  /**
   * Lists the partners of a shard that an import has stored after an instant, by id. A page can be
   * short or empty without being the last.
   *
   * @param shard from 0 to {@link #SHARDS} (exclusive)
   * @param instant of this store's clock (exclusive). An import notes the time after it has stored
   *     the partner's company, so a job that began at this instant and did not see the company
   *     finds the partner here
   * @param after the last partner of the page before
   */
  Page importedAfter(int shard, Instant instant, int limit, Optional<PartnerId> after);

  /**
   * A page of partners.
   *
   * @param next the last partner of the page; empty if there are no more
   */
  record Page(List<PartnerId> partners, Optional<PartnerId> next) {
    /** Copies the list. */
    public Page {
      partners = List.copyOf(partners);
    }
  }

  /**
   * Stores partners and adds them to the registry that jobs read. A tenant then is of the partner
   * that was stored with it last.
   *
   * @param suppliedAt when the operator supplied them, so that a late retry never replaces a later
   *     import
   */
  void publish(List<Partner> partners, Instant suppliedAt);
}
