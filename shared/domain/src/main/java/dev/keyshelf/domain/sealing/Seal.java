package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What was in a partner's log in one UTC hour, and that nothing else was since the hour that was
 * sealed before. It holds no time of its making: whoever seals the same, gets the same bytes.
 *
 * @param hour the beginning of the hour
 * @param previous the seal before, if there is one
 * @param records what was in the hour, in the order of the log
 * @param late what is dated before the hour, and was in no seal yet
 */
public record Seal(
    PartnerId partner,
    Instant hour,
    Optional<Link> previous,
    List<Trace> records,
    List<Trace> late) {
  /** How long a seal covers. */
  public static final Duration HOUR = Duration.ofHours(1);

  /** Copies the lists in; refuses an hour that is none. */
  public Seal {
    records = List.copyOf(records);
    late = List.copyOf(late);
    if (!hour.equals(hourOf(hour))) {
      throw new IllegalArgumentException("not the beginning of an hour");
    }
  }

  /**
   * How a seal refers to the one before it.
   *
   * @param hour its hour
   * @param sha256 of its bytes, signature included
   */
  public record Link(Instant hour, String sha256) {}

  /** Gives the beginning of the UTC hour that an instant is in. */
  public static Instant hourOf(Instant instant) {
    return instant.truncatedTo(ChronoUnit.HOURS);
  }

  /** Gives from when on (inclusive) this seal says what there is: the end of the hour before it. */
  public Instant since() {
    return previous.map(link -> link.hour().plus(HOUR)).orElse(hour);
  }

  /** Gives the end of its hour (exclusive). */
  public Instant until() {
    return hour.plus(HOUR);
  }
}
