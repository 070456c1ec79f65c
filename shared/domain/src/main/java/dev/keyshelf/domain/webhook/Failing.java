package dev.keyshelf.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The state of a webhook whose last delivery failed.
 *
 * @param since when the first delivery after the last success failed
 * @param attempts how many deliveries have failed since then, from 1
 * @param nextAt when the next attempt is due
 * @param last the result of the last attempt
 */
public record Failing(Instant since, int attempts, Instant nextAt, DeliveryResult last) {
  /** The time after which a webhook without a success is switched off. */
  public static final Duration LONGEST = Duration.ofDays(3);

  /** The pauses after the first failures. The last one is repeated. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6));

  /** Returns the state after the first failure, at {@code now}. */
  public static Failing first(Instant now, DeliveryResult result) {
    return new Failing(now, 1, now.plus(PAUSES.getFirst()), result);
  }

  /**
   * Returns the state after one more failure, at {@code now}. The last attempt is due when {@link
   * #LONGEST} has passed.
   */
  public Failing again(Instant now, DeliveryResult result) {
    var next = now.plus(PAUSES.get(Math.min(attempts, PAUSES.size() - 1)));
    var end = since.plus(LONGEST);
    return new Failing(since, attempts + 1, next.isAfter(end) ? end : next, result);
  }

  /** Returns a copy whose next attempt is due at once. */
  public Failing dueAt(Instant now) {
    return new Failing(since, attempts, now, last);
  }

  /** Returns whether the webhook is to be switched off: {@link #LONGEST} has passed (inclusive). */
  public boolean isOverAt(Instant now) {
    return !now.isBefore(since.plus(LONGEST));
  }
}
