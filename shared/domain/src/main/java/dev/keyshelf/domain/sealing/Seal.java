package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The list of all records of one UTC hour in a partner's log. It also states that no other records
 * exist since the previously sealed hour. It does not hold the time when it was made, so sealing
 * the same records again makes the same bytes.
 *
 * @param hour the beginning of the hour
 * @param previous the link to the seal before this one; empty for the first
 * @param records the records of the hour, in the order of the log
 * @param late the records that are dated before the hour and were in no seal yet
 */
public record Seal(
    PartnerId partner,
    Instant hour,
    Optional<Link> previous,
    List<Trace> records,
    List<Trace> late) {
  /** The time that one seal covers. */
  public static final Duration HOUR = Duration.ofHours(1);

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if {@code hour} is not the beginning of an hour
   */
  public Seal {
    records = List.copyOf(records);
    late = List.copyOf(late);
    if (!hour.equals(hourOf(hour))) {
      throw new IllegalArgumentException("hour must be the beginning of an hour");
    }
  }

  /**
   * A link from a seal to the one before it.
   *
   * @param hour the hour of the linked seal
   * @param sha256 the SHA-256 of the linked seal's bytes, including its signature
   */
  public record Link(Instant hour, String sha256) {
    /** Checks the form of both parts. */
    public Link {
      if (!hour.equals(hourOf(hour))) {
        throw new IllegalArgumentException("must be the beginning of an hour, was " + hour);
      }
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("must be a SHA-256 in hex digits, was " + sha256);
      }
    }
  }

  /** Returns the beginning of an instant's UTC hour. */
  public static Instant hourOf(Instant instant) {
    return instant.truncatedTo(ChronoUnit.HOURS);
  }

  /**
   * Returns the start of the time that this seal covers (inclusive): the end of the previously
   * sealed hour, or the start of its own hour if it is the first.
   */
  public Instant since() {
    return previous.map(link -> link.hour().plus(HOUR)).orElse(hour);
  }

  /** Returns the end of the time that this seal covers (exclusive): the end of its hour. */
  public Instant until() {
    return hour.plus(HOUR);
  }
}
