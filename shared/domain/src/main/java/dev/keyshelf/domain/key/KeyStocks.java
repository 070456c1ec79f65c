package dev.keyshelf.domain.key;

import dev.keyshelf.domain.once.TimeLeft;
import java.util.OptionalLong;

/** How many keys the pools have left. */
public interface KeyStocks {
  /**
   * Counts the keys of a pool: those that are neither issued nor reserved. What moves meanwhile may
   * be counted or not; no decision on a key is taken from it.
   *
   * @param timeLeft asked before each page that is read
   * @return empty when the time ran out before the end of the pool
   */
  OptionalLong count(String pool, TimeLeft timeLeft);
}
