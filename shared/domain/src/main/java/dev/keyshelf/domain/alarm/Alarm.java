package dev.keyshelf.domain.alarm;

import java.time.Instant;
import java.util.Optional;

/**
 * A condition that an operator should know of.
 *
 * @param name the alarm's name, as template.yaml declares it
 * @param since when it entered its state, if that is known
 * @param reason what was measured
 */
public record Alarm(
    String name, State state, String description, Optional<Instant> since, String reason) {
  /** The state of an alarm. */
  public enum State {
    /** All is well. */
    OK,
    /** Somebody should act. */
    ALARM,
    /** There are not enough measurements. */
    INSUFFICIENT_DATA
  }
}
