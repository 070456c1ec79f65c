package dev.keyshelf.domain.download;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One counted start of one file, and the session in which its bytes may be fetched: resumed, in
 * ranges or in parallel, at no further count.
 *
 * @param sessionEndsAt exclusive
 * @param signed how often a URL was signed for it
 */
public record Download(
    DownloadId id, String tokenHash, Instant startedAt, Instant sessionEndsAt, int signed) {
  /** How often one download's URL is signed at the most. */
  public static final int MOST_SIGNATURES = 64;

  /** How long a session lasts at the least. */
  public static final Duration SHORTEST = Duration.ofMinutes(10);

  /** The slowest transfer that a session lasts for, in bytes a second. */
  private static final long SLOWEST = 50 * 1024;

  private static final Duration LONGEST = Duration.ofHours(6);

  /** Gives a download of so many bytes that starts now; its session's length follows the size. */
  public static Download start(DownloadId id, String tokenHash, long size, Instant now) {
    var needed = Duration.ofSeconds(Math.ceilDiv(size, SLOWEST));
    var length = needed.compareTo(SHORTEST) < 0 ? SHORTEST : needed;
    var session = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    return new Download(id, tokenHash, now, now.plus(session), 0);
  }

  /** Gives this after one more signature. */
  public Download afterSignature() {
    return new Download(id, tokenHash, startedAt, sessionEndsAt, signed + 1);
  }

  /** Tells what forbids another signature at {@code now}. */
  Optional<Refusal> refusalAt(Instant now) {
    if (!isOpenAt(now)) {
      return Optional.of(Refusal.SESSION_OVER);
    }
    return signed < MOST_SIGNATURES ? Optional.empty() : Optional.of(Refusal.SIGNED_OUT);
  }

  /** Tells whether the session still runs at {@code now}. */
  public boolean isOpenAt(Instant now) {
    return now.isBefore(sessionEndsAt);
  }
}
