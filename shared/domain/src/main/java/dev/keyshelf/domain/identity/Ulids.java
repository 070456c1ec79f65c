package dev.keyshelf.domain.identity;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes ULIDs: 48 bits of time and 80 random bits, written so that their text sorts by time. */
public final class Ulids {
  /** Ten bytes follow the time in a ULID. */
  private static final int RANDOM_BYTES = 10;

  /** The largest time of 48 bits, in the year 10889. */
  private static final long LAST_MILLISECOND = (1L << 48) - 1;

  /** The largest ULID. Nobody makes it. */
  public static final String LAST = Ulid.max(LAST_MILLISECOND).toString();

  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  private Ulids() {}

  /**
   * The ULIDs that are made in a span of time.
   *
   * @param least the smallest possible ULID, inclusive
   * @param most the largest possible ULID, inclusive
   */
  public record Span(String least, String most) {
    /**
     * Returns the span from {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @return empty if no ULID can be made in it
     */
    public static Optional<Span> between(Instant from, Instant to) {
      var first = millisFrom(from);
      var last = millisFrom(to) - 1;
      return first > last
          ? Optional.empty()
          : Optional.of(new Span(Ulid.min(first).toString(), Ulid.max(last).toString()));
    }

    /**
     * Returns whether a ULID lies between the two bounds. The bounds themselves do not count.
     * Nobody makes them, since their 80 random bits are all 0 or all 1.
     */
    public boolean contains(String ulid) {
      return ulid.compareTo(least) > 0 && ulid.compareTo(most) < 0;
    }

    /** Returns the first millisecond since 1970 that is not before an instant. */
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
   * Returns the ULID of an instant and a text. The same input always gives the same ULID, so that a
   * retry cannot write the same thing under a second id.
   */
  public static String of(Instant instant, String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Ulid(instant.toEpochMilli(), Arrays.copyOf(hash, RANDOM_BYTES)).toString();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Parses untrusted text; empty if it is no ULID in capitals. */
  public static Optional<String> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  /** Returns when a well-formed ULID was made, in whole milliseconds. */
  public static Instant madeAt(String ulid) {
    return Instant.ofEpochMilli(Ulid.from(ulid).getTime());
  }

  /**
   * Returns a new ULID that was made at {@code now}. The random generator is not kept, since copies
   * of a snapshot would share its state.
   */
  public static String next(Instant now) {
    var random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new Ulid(now.toEpochMilli(), random).toString();
  }
}
