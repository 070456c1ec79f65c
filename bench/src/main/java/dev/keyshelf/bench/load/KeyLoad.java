package dev.keyshelf.bench.load;

import java.util.Arrays;
import java.util.List;

/** A client that claims keys from several pools in turn, so that the machine slows all equally. */
public final class KeyLoad {
  /** A pool of more than this number of keys is refilled when this many are missing. */
  private static final int MOST_MISSING = 10;

  private final Agent agent;
  private final List<KeyPool> pools;
  private final int refill;

  /**
   * Creates a client of these pools.
   *
   * @param smallest the size of the smallest pool, in keys
   */
  public KeyLoad(Agent agent, List<KeyPool> pools, int smallest) {
    this.agent = agent;
    this.pools = pools;
    this.refill = Math.min(MOST_MISSING, smallest);
  }

  /**
   * Claims this number of keys from each pool, in rounds that begin at another pool each time. The
   * purchases before and the refills between rounds are not timed.
   */
  public List<Latencies> claim(int claims) {
    var customer = agent.customer();
    var bought = pools.stream().map(pool -> agent.software(customer, pool.sku(), claims)).toList();
    var nanos = new long[pools.size()][claims];
    for (int round = 0; round < claims; round++) {
      for (int turn = 0; turn < pools.size(); turn++) {
        var pool = (round + turn) % pools.size();
        var start = System.nanoTime();
        agent.reveal(bought.get(pool).get(round));
        nanos[pool][round] = System.nanoTime() - start;
      }
      if ((round + 1) % refill == 0) {
        pools.forEach(pool -> pool.supply(refill));
      }
    }
    pools.forEach(pool -> pool.supply(claims % refill));
    return Arrays.stream(nanos).map(each -> Latencies.of(each, sum(each))).toList();
  }

  private static long sum(long[] nanos) {
    return Arrays.stream(nanos).sum();
  }
}
