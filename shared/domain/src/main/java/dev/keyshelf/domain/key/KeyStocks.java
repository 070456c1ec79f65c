package dev.keyshelf.domain.key;

import dev.keyshelf.domain.once.TimeLeft;
import java.util.OptionalLong;

/** How many keys the pools have left. */
public interface KeyStocks {
  /**
   * Counts the keys of a pool that are neither issued nor reserved. Keys that move during the count
   * may be counted or not, so no decision about a key may depend on it.
   *
   * @param timeLeft checked before each page that is read
   * @return empty if the time ran out before the end of the pool
   */
  OptionalLong count(String pool, TimeLeft timeLeft);
}
