package dev.keyshelf.domain.resale;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A price list as it holds from a day on, until the day from which the next version holds.
 *
 * @param validFrom the first UTC day whose purchases have these prices
 * @param revision the revision of the list that set this version
 */
public record PriceListVersion(
    PriceListId list,
    LocalDate validFrom,
    PriceList prices,
    Instant setAt,
    String setBy,
    long revision) {}
