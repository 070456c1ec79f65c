package dev.keyshelf.bench.load;

import java.util.Arrays;
import java.util.List;

/** How long each of some calls took, and all of them together. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Latencies(long[] sortedNanos, long wallNanos) {
  /** Sorts them. */
  public static Latencies of(long[] nanos, long wallNanos) {
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted, wallNanos);
  }

  /** Puts several measurements of the same together, one after another. */
  public static Latencies together(List<Latencies> parts) {
    var nanos = parts.stream().map(Latencies::sortedNanos).flatMapToLong(Arrays::stream).toArray();
    return of(nanos, parts.stream().mapToLong(Latencies::wallNanos).sum());
  }

  public int count() {
    return sortedNanos.length;
  }

  /** Gives the shortest time that so many per cent of the calls did not exceed (nearest rank). */
  public long percentile(int percent) {
    var rank = Math.ceilDiv(sortedNanos.length * percent, 100);
    return sortedNanos[Math.max(rank, 1) - 1];
  }

  /** Gives the percentile as text, in milliseconds. */
  public String millis(int percent) {
    return "%.1f ms".formatted(percentile(percent) / 1e6);
  }

  /** Gives how many were made in a second, by all clients. */
  public double perSecond() {
    return count() * 1e9 / wallNanos;
  }
}
