package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.resale.PriceLists.VersionPage;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A price list, with some of its versions.
 *
 * @param state empty if the list was never set
 */
public record ReadPriceList(Optional<PriceListState> state, VersionPage page) {
  /**
   * Reads a list. If the list changes meanwhile, the revision may be older than the versions, but
   * never newer. So a change that cites this revision overwrites nothing that its user did not see.
   *
   * @param before where the versions begin (exclusive)
   */
  public static ReadPriceList of(
      PriceLists lists,
      PartnerId partner,
      PriceListId list,
      int limit,
      Optional<LocalDate> before) {
    var state = lists.find(partner, list);
    return new ReadPriceList(state, lists.versions(partner, list, limit, before));
  }
}
