package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The price lists of partners, with the versions of each. */
public interface PriceLists {
  /** Finds the state of a list; empty if it was never set. */
  Optional<PriceListState> find(PartnerId partner, PriceListId list);

  /** Finds the version that holds on a day; empty if none does. */
  Optional<PriceListVersion> inForce(PartnerId partner, PriceListId list, LocalDate day);

  /** A list on a UTC day. */
  record ListOn(PriceListId list, LocalDate day) {}

  /** Finds the version of each list that holds on its day. Those without one are left out. */
  Map<ListOn, PriceListVersion> inForce(PartnerId partner, Collection<ListOn> lists);

  /** Lists a partner's lists: the customers' in the order of their ids, then the one for all. */
  Page list(PartnerId partner, int limit, Optional<PriceListId> after);

  /**
   * Lists the versions of a list, the last day first.
   *
   * @param before where the page begins (exclusive)
   */
  VersionPage versions(PartnerId partner, PriceListId list, int limit, Optional<LocalDate> before);

  /**
   * Carries out a change, unless the list has changed since it was read, or the month of the
   * version's day is issued.
   */
  Commit change(Change change, ActivityRecord activity, IdempotencyRecord once);

  /**
   * A change of a list.
   *
   * @param revision the list's revision before it; 0 if the list was never set
   * @param day from when the version holds
   * @param version the version to set; empty to remove the day's version
   */
  record Change(
      PartnerId partner,
      long revision,
      PriceListState after,
      LocalDate day,
      Optional<PriceListVersion> version) {}

  /** Some lists, and where the next page begins (exclusive) if there may be more. */
  record Page(List<PriceListState> lists, Optional<PriceListId> next) {}

  /** Some versions, and where the next page begins (exclusive) if there may be more. */
  record VersionPage(List<PriceListVersion> versions, Optional<LocalDate> next) {}
}
