package dev.keyshelf.bench.figure;

import static dev.keyshelf.bench.figure.CostCommand.ALARM;
import static dev.keyshelf.bench.figure.CostCommand.GIGABYTE_SECOND;
import static dev.keyshelf.bench.figure.CostCommand.MILLION;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_INVOCATIONS;

/**
 * What versions of functions cost a month in USD at list prices. Snapshots of Java cost nothing.
 */
final class VersionCost {
  /** The functions of the template that have versions. */
  static final int FUNCTIONS = 54;

  /**
   * The metrics in the alarms that watch a canary. An alarm costs as much for each of its metrics.
   */
  static final int WATCHED_METRICS = 36;

  /** A run every day. */
  private static final int RUNS = 30;

  /** Longer than the start of any function in docs/performance.md. */
  private static final double SECONDS_OF_A_PROBE = 2;

  private VersionCost() {}

  /** Returns what it costs to keep all functions awake: the probes, and the function that waits. */
  static double keepingAwake() {
    var probes = FUNCTIONS * RUNS;
    return (probes + RUNS) / MILLION * MILLION_INVOCATIONS
        + 2 * probes * SECONDS_OF_A_PROBE * GIGABYTE_SECOND;
  }

  /** Returns what the alarms cost that watch a canary. CodeDeploy costs nothing for functions. */
  static double watching() {
    return WATCHED_METRICS * ALARM;
  }
}
