package dev.keyshelf.domain.desk;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the desk and the queue of support requests find items by, as far as those of earlier
 * releases lack it: the index of the desk, and the entries of customers by the words of their
 * names.
 */
public interface DeskIndex {
  /** Returns how far the items are indexed; empty before the first run. */
  Optional<Progress> progress();

  /**
   * Writes how far the items are indexed.
   *
   * @param before the progress as it was read; empty before the first run
   * @return false if another run wrote its own meanwhile
   */
  boolean note(Optional<Progress> before, Progress after);

  /**
   * Adds the next items of a customer to the index unless they are in it. Nothing else of them
   * changes, and an item that is cancelled or closed meanwhile is left out. The first step also
   * adds the entries by word that the customer's name lacks.
   *
   * @param after the sort key where the previous step ended
   * @throws RuntimeException if the store refuses a write or cannot answer; the step can be
   *     repeated
   */
  Step index(PartnerId partner, CustomerId customer, Optional<String> after);

  /**
   * Adds the next support requests of a partner to the index unless they are in it. Nothing else of
   * them changes.
   *
   * @param after the sort key where the previous step ended
   * @throws RuntimeException as {@link #index}
   */
  Step indexSupport(PartnerId partner, Optional<String> after);

  /**
   * What a step did.
   *
   * @param added the number of entries that it added
   * @param unreadable the keys of items that could not be read, each with the reason
   * @param busy the keys of items that other commands kept writing; all others are indexed
   * @param next where to continue if the customer has more items
   */
  record Step(int added, List<String> unreadable, List<String> busy, Optional<String> next) {
    /** Copies the lists. */
    public Step {
      unreadable = List.copyOf(unreadable);
      busy = List.copyOf(busy);
    }
  }

  /**
   * How far a pass is.
   *
   * @param pass 1 or 2; more once all is done
   * @param notBefore when the pass may begin
   * @param place where it continues
   * @param leftBusy whether the pass left out an item that other commands kept writing
   * @param version rises with each note
   */
  record Progress(int pass, Instant notBefore, Place place, boolean leftBusy, long version) {}

  /**
   * A place in all items.
   *
   * @param shard of the registry of partners
   * @param partner the partner whose support requests and customers come next; empty at the
   *     beginning of a shard
   * @param customer the customer that the last step was for; empty if it was for support requests
   * @param after the sort key where that step ended; empty if the customer, or the support
   *     requests, are done
   */
  record Place(
      int shard,
      Optional<PartnerId> partner,
      Optional<CustomerId> customer,
      Optional<String> after) {
    /** Returns the beginning of a shard. */
    public static Place ofShard(int shard) {
      return new Place(shard, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the place before the support requests and all customers of a partner. */
    public static Place before(int shard, PartnerId partner) {
      return new Place(shard, Optional.of(partner), Optional.empty(), Optional.empty());
    }

    /** Returns the place after a step for the partner's support requests. */
    public Place afterSupport(Optional<String> sort) {
      return new Place(shard, partner, Optional.empty(), sort);
    }

    /** Returns the place after a step for a customer. */
    public Place after(CustomerId whose, Optional<String> sort) {
      return new Place(shard, partner, Optional.of(whose), sort);
    }
  }
}
