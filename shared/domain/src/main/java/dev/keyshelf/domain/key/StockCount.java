package dev.keyshelf.domain.key;

import java.time.Instant;

/**
 * How many keys of a pool were left when it was last counted. No decision is based on it: an order
 * looks at the pool itself.
 *
 * @param keysLeft the keys that could be sold
 * @param keysOutstanding the keys that orders waited for
 * @param isLow whether it was low then for a SKU that takes keys from the pool; false in counts of
 *     release 0.1.0, which the next run replaces
 * @param countedAt the beginning of the run that counted
 */
public record StockCount(
    String pool, long keysLeft, long keysOutstanding, boolean isLow, Instant countedAt) {}
