package dev.keyshelf.domain.download;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One counted start of a file's download, and the session in which its bytes may be fetched. Within
 * the session, the client may resume, fetch ranges or fetch in parallel without further counts.
 *
 * @param sessionEndsAt the end of the session, exclusive
 * @param signed how many URLs were signed for it
 */
public record Download(
    DownloadId id, String tokenHash, Instant startedAt, Instant sessionEndsAt, int signed) {
  /** The most URLs that are signed for one download. */
  public static final int MOST_SIGNATURES = 64;

  /** The shortest session. */
  public static final Duration SHORTEST = Duration.ofMinutes(10);

  /** The slowest transfer that a session allows for, in bytes per second. */
  private static final long SLOWEST = 50 * 1024;

  private static final Duration LONGEST = Duration.ofHours(6);

  /**
   * Returns a download that starts now. Its session is long enough for the slowest transfer, but
   * lasts at least 10 minutes and at most 6 hours.
   *
   * @param size the size of the file in bytes
   */
  public static Download start(DownloadId id, String tokenHash, long size, Instant now) {
    var needed = Duration.ofSeconds(Math.ceilDiv(size, SLOWEST));
    var length = needed.compareTo(SHORTEST) < 0 ? SHORTEST : needed;
    var session = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    return new Download(id, tokenHash, now, now.plus(session), 0);
  }

  /** Returns a copy after one more URL was signed. */
  public Download afterSignature() {
    return new Download(id, tokenHash, startedAt, sessionEndsAt, signed + 1);
  }

  /** Returns why no further URL may be signed at {@code now}; empty if one may. */
  Optional<Refusal> refusalAt(Instant now) {
    if (!isOpenAt(now)) {
      return Optional.of(Refusal.SESSION_OVER);
    }
    return signed < MOST_SIGNATURES ? Optional.empty() : Optional.of(Refusal.SIGNED_OUT);
  }

  /** Returns whether the session is open at {@code now}. It is over at its end. */
  public boolean isOpenAt(Instant now) {
    return now.isBefore(sessionEndsAt);
  }
}
