package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.resale.PriceListId;
import java.time.LocalDate;

/** The {@link Keys} of price lists. */
final class ResaleKeys {
  private ResaleKeys() {}

  /** The partition of a partner's price lists, without their prices. */
  static String listsOf(PartnerId partner) {
    return "RESALE#" + partner;
  }

  static Key list(PartnerId partner, PriceListId list) {
    return new Key(listsOf(partner), list.toString());
  }

  /** The partition of the versions of one list. */
  static String versionsOf(PartnerId partner, PriceListId list) {
    return "RESALE#" + partner + "#" + list;
  }

  static Key version(PartnerId partner, PriceListId list, LocalDate validFrom) {
    return new Key(versionsOf(partner, list), validFrom.toString());
  }
}
