package dev.keyshelf.bench.start;

import dev.keyshelf.bench.figure.CostCommand;

/**
 * The ways to deploy a function, compared: from its zip, from its zip with a snapshot (SnapStart),
 * and from its container image with an AOT cache. Times are from a start to its first answer.
 * Prices are list prices of us-east-1 on arm64, without free tiers.
 *
 * @param isAwaited whether a client of the API waits for a start
 * @param restored the milliseconds from the end of a restore to the first answer
 * @param keptBytes the size of the function's cache in the registry
 */
record Variants(
    String function,
    boolean isAwaited,
    int memoryMegabytes,
    long zip,
    long restored,
    long image,
    long keptBytes) {
  /** A private registry's price for a gigabyte and month, in USD. */
  static final double KEPT_GIGABYTE = 0.10;

  private static final double MILLION = 1e6;

  /** The name of the variant that answers first, or that costs least if nobody waits. */
  String best(int restoreMillis) {
    if (!isAwaited) {
      return "zip";
    }
    return image <= restored + restoreMillis ? "image" : "snapshot";
  }

  /**
   * Returns what a million starts with their first answers cost, in USD. Lambda charges for the
   * start of a zip and of an image, but not for the restore of a snapshot of Java.
   */
  double millionStarts(long millis) {
    return millis / 1e3 * memoryMegabytes / 1024 * CostCommand.GIGABYTE_SECOND * MILLION;
  }

  /** Returns what the registry takes for the cache a month, in USD. */
  double keptForAMonth() {
    return keptBytes / 1e9 * KEPT_GIGABYTE;
  }

  /** Returns from how many starts a month on an image costs less than a zip without a snapshot. */
  long startsThatPay() {
    var saved = (millionStarts(zip) - millionStarts(image)) / MILLION;
    return saved <= 0 ? Long.MAX_VALUE : (long) Math.ceil(keptForAMonth() / saved);
  }
}
