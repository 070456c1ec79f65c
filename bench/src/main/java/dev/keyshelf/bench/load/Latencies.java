package dev.keyshelf.bench.load;

import java.util.Arrays;
import java.util.List;

/**
 * The durations of calls.
 *
 * @param sortedNanos the duration of each call, sorted
 * @param wallNanos the duration of all calls together
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Latencies(long[] sortedNanos, long wallNanos) {
  /** Returns latencies from unsorted durations. */
  public static Latencies of(long[] nanos, long wallNanos) {
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted, wallNanos);
  }

  /** Combines measurements that were made one after the other. */
  public static Latencies together(List<Latencies> parts) {
    var nanos = parts.stream().map(Latencies::sortedNanos).flatMapToLong(Arrays::stream).toArray();
    return of(nanos, parts.stream().mapToLong(Latencies::wallNanos).sum());
  }

  public int count() {
    return sortedNanos.length;
  }

  /** Returns a percentile by the nearest-rank method, in nanoseconds. */
  public long percentile(int percent) {
    var rank = Math.ceilDiv(sortedNanos.length * percent, 100);
    return sortedNanos[Math.max(rank, 1) - 1];
  }

  /** Formats a percentile in milliseconds. */
  public String millis(int percent) {
    return "%.1f ms".formatted(percentile(percent) / 1e6);
  }

  /** Returns the calls a second of all clients. */
  public double perSecond() {
    return count() * 1e9 / wallNanos;
  }
}
