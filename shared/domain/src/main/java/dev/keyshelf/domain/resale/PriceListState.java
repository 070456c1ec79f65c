package dev.keyshelf.domain.resale;

import java.time.Instant;

/**
 * The state of a price list.
 *
 * @param revision rises by one with each change
 */
public record PriceListState(
    PriceListId list, long revision, Instant changedAt, String changedBy) {}
