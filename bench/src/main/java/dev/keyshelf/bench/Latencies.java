package dev.keyshelf.bench;

import java.util.Arrays;

/** How long each of some calls took, and all of them together. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Latencies(long[] sortedNanos, long wallNanos) {
  static Latencies of(long[] nanos, long wallNanos) {
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted, wallNanos);
  }

  int count() {
    return sortedNanos.length;
  }

  /** Gives the shortest time that so many per cent of the calls did not exceed (nearest rank). */
  long percentile(int percent) {
    var rank = Math.ceilDiv(sortedNanos.length * percent, 100);
    return sortedNanos[Math.max(rank, 1) - 1];
  }

  /** Gives the percentile as text, in milliseconds. */
  String millis(int percent) {
    return "%.1f ms".formatted(percentile(percent) / 1e6);
  }

  double perSecond() {
    return count() * 1e9 / wallNanos;
  }
}
