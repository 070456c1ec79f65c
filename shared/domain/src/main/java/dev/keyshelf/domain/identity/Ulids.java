package dev.keyshelf.domain.identity;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Fresh ULIDs: 48 bits of time, then 80 random bits, in text that sorts by time. */
public final class Ulids {
  /** Ten bytes follow the time in a ULID. */
  private static final int RANDOM_BYTES = 10;

  /** 48 bits of time: the year 10889. */
  private static final long LAST_MILLISECOND = (1L << 48) - 1;

  private Ulids() {}

  /**
   * The ULIDs that are made in a span of time, in the order of their text.
   *
   * @param least the first that there can be, inclusive
   * @param most the last that there can be, inclusive
   */
  public record Span(String least, String most) {
    /**
     * Gives those of {@code from} (inclusive) to {@code to} (exclusive); empty when none can be.
     */
    public static Optional<Span> between(Instant from, Instant to) {
      var first = millisFrom(from);
      var last = millisFrom(to) - 1;
      return first > last
          ? Optional.empty()
          : Optional.of(new Span(Ulid.min(first).toString(), Ulid.max(last).toString()));
    }

    /**
     * Tells whether a ULID is between the two; the two themselves are not, as nobody makes them.
     */
    public boolean contains(String ulid) {
      return ulid.compareTo(least) > 0 && ulid.compareTo(most) < 0;
    }

    /** ULIDs are of whole milliseconds since 1970: gives the first one that is not before. */
    private static long millisFrom(Instant instant) {
      if (instant.isBefore(Instant.EPOCH)) {
        return 0;
      }
      if (instant.isAfter(Instant.ofEpochMilli(LAST_MILLISECOND))) {
        return LAST_MILLISECOND + 1;
      }
      var whole = instant.toEpochMilli();
      return Instant.ofEpochMilli(whole).equals(instant) ? whole : whole + 1;
    }
  }

  /**
   * Gives the ULID of an instant and a text, always the same: what is written under it is written
   * once, however often it is tried.
   */
  public static String of(Instant instant, String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Ulid(instant.toEpochMilli(), Arrays.copyOf(hash, RANDOM_BYTES)).toString();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Gives a fresh ULID made at {@code now}; no state is kept, so that a snapshot holds none. */
  public static String next(Instant now) {
    var random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new Ulid(now.toEpochMilli(), random).toString();
  }
}
