package dev.keyshelf.domain.sealing;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What a seal knows of a record of the log.
 *
 * @param place where the log keeps it: its instant in whole milliseconds, a {@code #}, and its id
 * @param sha256 of its canonical bytes, in lower-case hexadecimal
 */
public record Trace(String place, String sha256) implements Comparable<Trace> {
  private static final int TIME = 24;
  private static final Pattern PLACE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z#[0-9A-Z]{26}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Refuses what is not of the form. */
  public Trace {
    if (!PLACE.matcher(place).matches() || !HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not of the form of a Trace");
    }
  }

  /** Gives when the log says that it was. */
  public Instant at() {
    return Instant.parse(place.substring(0, TIME));
  }

  /** Gives the record's id. */
  public String id() {
    return place.substring(TIME + 1);
  }

  @Override
  public int compareTo(Trace other) {
    return place.compareTo(other.place);
  }
}
