package dev.keyshelf.domain.sealing;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * The entry of a log record in a seal.
 *
 * @param place the record's place in the log: its instant in whole milliseconds, a {@code #}, and
 *     its id
 * @param sha256 the SHA-256 of the record's canonical bytes, in lower-case hexadecimal
 */
public record Trace(String place, String sha256) implements Comparable<Trace> {
  private static final int TIME = 24;
  private static final Pattern PLACE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z#[0-9A-Z]{26}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the form of both texts.
   *
   * @throws IllegalArgumentException if one of them is malformed
   */
  public Trace {
    if (!PLACE.matcher(place).matches() || !HASH.matcher(sha256).matches() || !hasTime(place)) {
      throw new IllegalArgumentException("place or sha256 is malformed");
    }
  }

  /** The form alone allows a 99th hour. */
  private static boolean hasTime(String place) {
    try {
      Instant.parse(place.substring(0, TIME));
      return true;
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  /** Returns the record's instant. */
  public Instant at() {
    return Instant.parse(place.substring(0, TIME));
  }

  /** Returns the record's id. */
  public String id() {
    return place.substring(TIME + 1);
  }

  @Override
  public int compareTo(Trace other) {
    return place.compareTo(other.place);
  }
}
